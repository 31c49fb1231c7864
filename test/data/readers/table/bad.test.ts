import { describe, expect, it } from 'vitest'
import { DataError } from '../../../../src/data/dataset.ts'
import { readFiles } from '../../../../src/data/readers/readers.ts'
import { fileOf } from '../../helpers.ts'
import { bytesOf, proposed, read } from './helpers.ts'

const many = (rows: number, row: (i: number) => string) => Array.from({ length: rows }, (_, i) => row(i)).join('\n')

const BAD: [what: string, table: string | Uint8Array<ArrayBuffer>, says: string, columns?: string][] = [
  ['nothing', '', 'a.csv is empty, or a folder.'],
  ['blanks', ' \n\n  \r\n', 'a.csv holds no rows.'],
  ['a header alone', 'a,b,c\n', 'a.csv holds a header and no rows.'],
  ['zeros', new Uint8Array(100), 'a.csv is neither an IDX file, nor CIFAR (.bin), nor text: a table is read from CSV or TSV.'],
  ['control characters', Uint8Array.from({ length: 256 }, (_, i) => 1 + (i % 31)), 'a.csv is neither an IDX file, nor CIFAR (.bin), nor text: a table is read from CSV or TSV.'],
  ['a workbook', bytesOf('PK\x03\x04\x14\x00\x06\x00'), 'a.csv is an Excel workbook or a ZIP archive: save its table as CSV, or unpack it.'],
  ['Parquet', bytesOf('PAR1\x15\x04'), 'a.csv is a Parquet file: write its table as CSV.'],
  ['a web page', '<!DOCTYPE html>\n<html><body>a,b</body></html>', 'a.csv is a web page and no table. Download the file itself, “raw” where there is such a button.'],
  ['JSON', '[{"a": 1, "b": 2}, {"a": 3, "b": 4}]', 'a.csv is JSON. A table is read from CSV or TSV: write it as one.'],
  ['words', 'no table here', 'a.csv has one column only. A table needs two at least, a label and an input, with commas, semicolons or tabs between.'],
  ['prose', 'This is no table.\nThese are words, in lines\nof which every one\nhas as many of them as it likes to have.', 'a.csv has one column only. A table needs two at least, a label and an input, with commas, semicolons or tabs between.'],
  ['one column', 'a\n1\n2\n', 'a.csv has one column only. A table needs two at least, a label and an input, with commas, semicolons or tabs between.'],
  ['a quote that stays open', 'a,b\n1,"2\n3,4\n5,6\n', 'a.csv cannot be cut into rows: a quote in it is opened and never closed, or a row is longer than 4 MB.'],
  ['a row without an end', many(1, () => 'a,"'.padEnd(2 ** 22 + 2 ** 21, 'x')), 'a.csv cannot be cut into rows: a quote in it is opened and never closed, or a row is longer than 4 MB.'],
  ['too many columns', many(3, () => Array.from({ length: 2001 }, (_, i) => i).join()), 'a.csv has 2,001 columns. At most 2,000 can be read.'],
  ['one class', `x,class\n${many(9, (i) => `${i * i},a`)}`, 'a.csv: “class” is “a” in every row: that is one class only. At least two are needed.', 'label:2'],
  ['no column for classes', `x,y\n${many(300, (i) => `${i * i},${i / 7}`)}`, 'No column of a.csv has from 2 to 100 different values, which could be classes. Choose one as the label.'],
  ['labels up to 1e9', `x,y,label\n${many(300, (i) => `${i % 7},${i % 5},${(i * 3_333_333).toExponential()}`)}`, 'a.csv: “label” has 300 different values. At most 100 classes can be used: choose another column as the label.', 'label:3'],
  ['every row missing', `x,y,class\n${many(20, (i) => (i % 2 ? `NA,${i * i},a` : `${i * i},,b`))}`, 'a.csv: No row is left to train on; at least four are needed. Values are missing: “x” in 10 rows and “y” in 10 rows. Leave such columns out.', 'label:3,number:1-2'],
  ['labels missing', `x,class\n${many(9, (i) => `${i * i},${i < 3 ? 'aab'[i] : '?'}`)}`, 'a.csv: 3 rows are left to train on; at least four are needed. Values are missing: “class” in 6 rows. Leave such columns out.', 'label:2,number:1'],
  ['one class where all else is there', `x,class\n${many(9, (i) => `${i < 5 ? i * i : '-'},${i < 5 ? 'a' : 'b'}`)}`, 'a.csv: in the 5 rows that have all values, every label is “a”. At least two classes are needed; leave out columns with missing values, or choose another label.', 'label:2,number:1'],
  ['no class twice', many(4, (i) => `${i * i},c${i}`), 'a.csv: the 4 rows that have all values hold no class twice, so that nothing would be left to test on.', 'label:2,number:1'],
  ['no input', many(9, (i) => `${i % 2},${i}`), 'a.csv: No column is an input. At least one has to be.', 'label:1,number:none'],
  ['ragged rows', `a,b,c\n1,2,3\n${many(9, () => '1,2')}`, 'a.csv has 3 cells in its first row, but 2 in others: 9 rows of 10 do not fit. Its rows are not those of one table.', 'separator:comma'],
  ['columns of another file', 'x,class\n1,a\n2,b\n1,a\n2,b\n', 'The choice of columns names column 5, but a.csv has 2: it was made for another file.', 'label:5,number:1-4'],
  ['too many inputs', `x,id,class\n${many(800, (i) => `${i % 9},n${i % 780},${'ab'[i % 2]}`)}\n1,m,a\n2,n,b\n3,o,a\n4,p,b\n5,q,a`, 'a.csv: These would be 786 inputs (“id” alone is over 784). At most 784 can be used: leave columns out.', 'label:3,number:1,category:2'],
  ['too many rows', many(200_001, (i) => `${i % 7},${i % 3},${'ab'[i % 2]}`), 'a.csv: 200,001 rows are more than can be used: at most 200,000. Take a sample of them.'],
]

describe('a table is refused in words that name it', () => {
  it.each(BAD)('%s', async (_, table, says, columns) => {
    await expect(read(table, columns)).rejects.toThrow(new DataError(says))
  })

  it('several tables', async () => {
    const files = ['a.csv', 'b.csv'].map((name) => fileOf(name, bytesOf('x,y\n1,2\n')))
    await expect(readFiles(files)).rejects.toThrow(new DataError('a.csv and b.csv are 2 files, and none is an IDX or CIFAR file. Of tables one is read at a time: put them together, or choose one.'))
  })
})

it('leaves out rows of another length, and says which', async () => {
  const text = `x,y,class\n${many(20, (i) => `${i * i},${i % 7},${'ab'[i % 2]}`)}\n1,2\n3,4,a,b\n5,6,a,,\n`
  const { survey } = await proposed(text)
  expect(survey.ragged).toEqual({ count: 2, row: 21, cells: 2 })
  expect((await read(text)).labels).toHaveLength(21)
})

it('takes more rows than can be used as a sample', async () => {
  const raw = await read(many(200_001, (i) => `${i % 7},${i % 3},${'ab'[i % 2]}`), 'sample:1000')
  expect(raw).toMatchObject({ sample: 1000, dimensions: 2 })
  expect(raw.labels).toHaveLength(200_001)
})
