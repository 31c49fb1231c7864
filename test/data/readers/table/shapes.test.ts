import { describe, expect, it } from 'vitest'
import { buildDataset } from '../../../../src/data/build.ts'
import { featureOf, lcg, proposed, read, spread } from './helpers.ts'

describe('Iris', () => {
  const rows = ['5.1,3.5,1.4,0.2,setosa', '4.9,3.0,1.4,0.2,setosa', '7.0,3.2,4.7,1.4,versicolor', '6.4,3.2,4.5,1.5,versicolor', '6.3,3.3,6.0,2.5,virginica', '5.8,2.7,5.1,1.9,virginica']
  const header = 'sepal.length,sepal.width,petal.length,petal.width,variety'

  it('with a header: four numbers, and the species last', async () => {
    const { layout, roles } = await proposed([header, ...rows, ''].join('\n'))
    expect(layout).toEqual({ separator: 'comma', decimal: 'point', header: true })
    expect(roles).toEqual(['sepal.length: number', 'sepal.width: number', 'petal.length: number', 'petal.width: number', 'variety: label'])
    const raw = await read([header, ...rows].join('\n'))
    expect(raw).toMatchObject({ classes: 3, classNames: ['setosa', 'versicolor', 'virginica'], dimensions: 4 })
    expect([...raw.labels]).toEqual([0, 0, 1, 1, 2, 2])
    expect(featureOf(raw, 3)).toEqual(spread([0.2, 0.2, 1.4, 1.5, 2.5, 1.9]))
  })

  it('as UCI has it, without a header and with empty lines at its end', async () => {
    const text = `${rows.map((row) => row.replace(/,(\w+)$/, ',Iris-$1')).join('\n')}\n\n\n`
    expect((await proposed(text)).layout.header).toBe(false)
    expect(await read(text)).toMatchObject({ classes: 3, dimensions: 4, classNames: ['Iris-setosa', 'Iris-versicolor', 'Iris-virginica'] })
  })

  it('as R and pandas write it: quoted, with numbers of rows, named or not', async () => {
    const quoted = rows.map((row, i) => `"${i + 1}",${row.replace(/(\w+)$/, '"$1"')}`)
    for (const head of [`"",${header}`, header]) {
      const { roles, plan } = await proposed([head, ...quoted].join('\r\n'))
      expect(roles[0]).toBe('Column 1: out')
      expect(plan.columns[0].why).toBe('counts the rows')
      expect(await read([head, ...quoted].join('\r\n'))).toMatchObject({ classes: 3, dimensions: 4 })
    }
  })

  it('two of its columns are a picture of points', async () => {
    const raw = await read([header, ...rows].join('\n'), 'label:5,number:3-4')
    expect(raw.dimensions).toBe(2)
    const { train } = buildDataset(raw, { imbalance: 1, labelNoise: 0, testShare: 0.5, seed: 1 })
    expect(train.features).toHaveLength(6)
  })
})

it('Wine: the class first, as a number, and no header', async () => {
  const random = lcg()
  const rows = Array.from({ length: 60 }, (_, i) => [1 + Math.floor(i / 20), (11 + random(300) / 100).toFixed(2), (1 + random(400) / 100).toFixed(2), 278 + 3 * random(400)].join())
  const { layout, roles } = await proposed(rows.join('\n'))
  expect(layout.header).toBe(false)
  expect(roles).toEqual(['Column 1: label', 'Column 2: number', 'Column 3: number', 'Column 4: number'])
  expect(await read(rows.join('\n'))).toMatchObject({ classes: 3, classNames: ['1', '2', '3'], dimensions: 3 })
})

it('Titanic: quotes with commas, ages that are missing, categories, names and cabins that are none', async () => {
  const random = lcg()
  const header = 'PassengerId,Survived,Pclass,Name,Sex,Age,SibSp,Parch,Ticket,Fare,Cabin,Embarked'
  const rows = Array.from({ length: 200 }, (_, i) =>
    [i + 1, random(2), 1 + random(3), `"Passenger${i}, Mrs. Jacques ""Lily"""`, ['male', 'female'][random(2)], i % 5 === 0 ? '' : random(80), random(4), random(3), `A/5 ${21_171 + i}`, (7 + random(500) / 10).toFixed(4), i % 4 === 0 ? `C${i}` : '', i === 61 ? '' : 'SCQ'[random(3)]].join(),
  )
  const text = [header, ...rows].join('\r\n')
  const { roles, plan, survey } = await proposed(text)
  expect(roles).toEqual([
    'PassengerId: out', 'Survived: label', 'Pclass: number', 'Name: out', 'Sex: category', 'Age: number', 'SibSp: number', 'Parch: number',
    'Ticket: out', 'Fare: number', 'Cabin: out', 'Embarked: category',
  ])
  expect(survey.first[0][3]).toBe('Passenger0, Mrs. Jacques "Lily"')
  expect(plan.columns[10].why).toBe('missing in 75% of the rows')
  expect([plan.rows, plan.inputs, plan.columns[5].lacking, plan.columns[11].lacking]).toEqual([159, 10, 40, 1])
  const raw = await read(text)
  expect(raw).toMatchObject({ classes: 2, classNames: ['0', '1'], dimensions: 10 })
  expect(raw.labels).toHaveLength(159)
  // One of each category's inputs is on.
  expect(featureOf(raw, 1).every((male, row) => male + featureOf(raw, 2)[row] === 1)).toBe(true)
})

describe('a semicolon export with decimal commas', () => {
  const text = '\ufeffFläche;Preis;Anzahl;Güte\r\n1.234,5;0,25;3;gut\r\n998,0;1,75;2;schlecht\r\n1.001,25;0,5;1;gut\r\n77,0;-1,0;4;schlecht\r\n'

  it('is read, with its byte-order mark', async () => {
    const { layout, roles } = await proposed(text)
    expect(layout).toEqual({ separator: 'semicolon', decimal: 'comma', header: true })
    expect(roles).toEqual(['Fläche: number', 'Preis: number', 'Anzahl: number', 'Güte: label'])
    const raw = await read(text)
    expect(featureOf(raw, 0)).toEqual(spread([1234.5, 998, 1001.25, 77]))
    expect(featureOf(raw, 1)).toEqual(spread([0.25, 1.75, 0.5, -1]))
  })

  it('is the same in Windows’ Latin-1 and in UTF-16 with and without a mark', async () => {
    const plain = text.slice(1)
    const latin = Uint8Array.from(plain, (sign) => sign.charCodeAt(0))
    const wide = (mark: string, littleEndian: boolean) => {
      const view = new DataView(new ArrayBuffer(2 * (mark + plain).length))
      for (let i = 0; i < (mark + plain).length; i++) view.setUint16(2 * i, (mark + plain).charCodeAt(i), littleEndian)
      return new Uint8Array(view.buffer)
    }
    const expected = await read(text)
    for (const bytes of [latin, wide('\ufeff', true), wide('\ufeff', false), wide('', true), wide('', false)]) {
      expect(await read(bytes)).toEqual(expected)
      expect((await proposed(bytes)).survey.columns.map(({ name }) => name)).toEqual(['Fläche', 'Preis', 'Anzahl', 'Güte'])
    }
  })

  it('says its separator to Excel, and is right in that', async () => {
    const { layout, roles } = await proposed('sep=;\r\na;b;class\r\n1,5;2;x\r\n2,5;3;y\r\n3,5;4;x\r\n')
    expect([layout.separator, layout.decimal, roles]).toEqual(['semicolon', 'comma', ['a: number', 'b: number', 'class: label']])
  })
})

it('a table of a million cells', async () => {
  const random = lcg()
  const kinds = Array.from({ length: 999 }, (_, i) => [...Array.from({ length: 19 }, () => ((random(20_000) - 10_000) / 100).toFixed(2)), 'abc'[i % 3]])
  const lines = kinds.map((cells) => cells.join('\t'))
  const header = [...Array.from({ length: 19 }, (_, i) => `x${i}`), 'group'].join('\t')
  const text = `${header}\n${Array.from({ length: 50_000 }, (_, i) => lines[i % 999]).join('\n')}\n`
  const { layout, plan } = await proposed(text)
  expect([layout.separator, plan.rows, plan.inputs]).toEqual(['tab', 50_000, 19])
  const raw = await read(text)
  expect(raw).toMatchObject({ classes: 3, dimensions: 19 })
  expect(featureOf(raw, 18).slice(0, 999)).toEqual(spread(kinds.map((cells) => Number(cells[18]))))
})

it('what this page exports', async () => {
  const text = '# version: 0.1\n# link: https://example.org/#v=1\narm,repeat,step,test_nll\n0,1,10,0.5\n1,1,10,0.25\n0,2,20,0.75\n1,2,20,0.5\n'
  expect((await proposed(text)).survey.columns.map(({ name }) => name)).toEqual(['arm', 'repeat', 'step', 'test_nll'])
  expect(await read(text, 'label:1,number:3-4')).toMatchObject({ classes: 2, dimensions: 2 })
})

it('words alone, as the mushrooms are', async () => {
  const random = lcg()
  const rows = Array.from({ length: 40 }, () => ['ep'[random(2)], 'xbf'[random(3)], 'sy'[random(2)], 'p'].join())
  const text = ['class,cap-shape,cap-surface,veil-type', ...rows].join('\n')
  const { layout, roles, plan } = await proposed(text)
  expect(layout.header).toBe(true)
  expect(roles).toEqual(['class: label', 'cap-shape: category', 'cap-surface: category', 'veil-type: out'])
  expect(plan.columns[3].why).toBe('“p” in every row')
  expect(await read(text)).toMatchObject({ classes: 2, classNames: ['e', 'p'], dimensions: 5 })
})

it.each([
  ['x,y,group', 'group'],
  ['x1,x2,y', 'y'],
  ['a,b,c', 'c'],
  ['Target,b,c', 'Target'],
])('of “%s” the label is %s', async (header, label) => {
  const text = [header, ...Array.from({ length: 20 }, (_, i) => `${i % 3},${i % 4},${i % 2}`)].join('\n')
  expect((await proposed(text)).roles).toContain(`${label}: label`)
})
