/** What every field of an experiment says about itself; link, controls, validation and help are made from it. */
interface FieldBase {
  /** Its key in a link. Never changes once released. */
  readonly key: string
  readonly label: string
  /** One or two sentences for a person who meets the word for the first time. */
  readonly help: string
  /** A live field takes effect at the next step; a structural one starts again from the same seeds. */
  readonly live: boolean
}

export interface NumberField extends FieldBase {
  readonly kind: 'number'
  readonly default: number
  readonly min: number
  readonly max: number
  /** The control's step; 1 with `integer`. */
  readonly step: number
  readonly integer: boolean
  readonly scale: 'linear' | 'log'
  /** The range of the slider, where it is narrower than what links and typing allow. */
  readonly slider?: readonly [number, number]
  /** Whether Infinity, written `all`, is allowed beside the bounded values. */
  readonly infinite: boolean
}

export interface NumbersField extends FieldBase {
  readonly kind: 'numbers'
  readonly default: readonly number[]
  readonly min: number
  readonly max: number
  readonly step: number
  readonly integer: boolean
  readonly slider?: readonly [number, number]
  readonly maxLength: number
}

export interface ChoiceField<T extends string = string> extends FieldBase {
  readonly kind: 'choice'
  readonly default: T
  readonly options: readonly { readonly value: T; readonly label: string }[]
}

/** A text in words of its own. */
export interface TextField extends FieldBase {
  readonly kind: 'text'
  readonly default: string
  /** What a text says, as links write it, and what of it cannot be read, a few words each. */
  readonly read: (text: string) => { readonly value: string; readonly faults: readonly string[] }
}

export type Field = NumberField | NumbersField | ChoiceField | TextField

/** The type of a field's value. */
export type ValueOf<F> = F extends ChoiceField<infer T> ? T : F extends NumbersField ? readonly number[] : F extends TextField ? string : number

/** The values of a group of fields. */
export type ValuesOf<G> = { readonly [K in keyof G]: ValueOf<G[K]> }

type Optional<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>

export function number(
  field: Optional<Omit<NumberField, 'kind'>, 'integer' | 'scale' | 'infinite' | 'live'>,
): NumberField {
  return { integer: false, scale: 'linear', infinite: false, live: false, ...field, kind: 'number' }
}

export function integer(
  field: Optional<Omit<NumberField, 'kind' | 'integer' | 'step'>, 'scale' | 'infinite' | 'live'>,
): NumberField {
  return number({ ...field, integer: true, step: 1 })
}

export function numbers(field: Optional<Omit<NumbersField, 'kind'>, 'integer' | 'live'>): NumbersField {
  return { integer: false, live: false, ...field, kind: 'numbers' }
}

export function choice<T extends string>(field: Optional<Omit<ChoiceField<T>, 'kind'>, 'live'>): ChoiceField<T> {
  return { live: false, ...field, kind: 'choice' }
}

export function text(field: Optional<Omit<TextField, 'kind'>, 'default' | 'live'>): TextField {
  return { default: '', live: false, ...field, kind: 'text' }
}

/** The default values of a group of fields. */
export function defaultsOf<G extends Record<string, Field>>(group: G): ValuesOf<G> {
  return Object.fromEntries(Object.entries(group).map(([name, field]) => [name, field.default])) as ValuesOf<G>
}
