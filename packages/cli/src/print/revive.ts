import { type InspectOptions, inspect } from 'node:util'
import { listOf, numberOf, textOf } from './fields.js'
import { printable } from './printable.js'

/** A text that `inspect` prints as it is, without quotes. */
class Note {
  constructor(readonly text: string) {}

  [inspect.custom](): string {
    return this.text
  }
}

/** A text of which only the beginning is known. */
class CutText {
  constructor(
    private readonly text: string,
    private readonly missing: number,
  ) {}

  [inspect.custom](_depth: number, options: InspectOptions): string {
    const shown = this.text.slice(0, options.maxStringLength ?? this.text.length)
    const missing = this.missing + this.text.length - shown.length
    return `${inspect(shown, options)}… ${missing} more characters`
  }
}

/** What a captured value may be marked with instead of being given as JSON. */
const MARKS = ['__tpd_type__', '__tpd_truncated__', '__tpd_keys__', '__tpd_remaining__', '__tpd_reason__']

/**
 * Turns the description of a captured value into a value that `inspect` prints like the original: `{"__tpd_type__":
 * "Map", "entries": …}` becomes a Map, an instance gets a class of that name, and what was cut says so.
 */
export function revive(description: unknown): unknown {
  if (Array.isArray(description)) return description.map(revive)
  if (typeof description !== 'object' || description === null) return description
  const fields = description as Record<string, unknown>
  const type = textOf(fields.__tpd_type__)
  if (fields.__tpd_circular__ === true) return new Note(`[circular ${printable(type ?? 'object')}]`)
  if (fields.__tpd_reason__ === 'redacted' || type === 'redacted') return new Note('[redacted]')
  if (typeof fields.__repr__ === 'string') return reviveText(type, fields.__repr__, fields)
  if (typeof fields.__summary__ === 'string') return new Note(`[${printable(fields.__summary__)}]`)
  return type === null ? reviveUntyped(fields) : reviveTyped(type, fields)
}

function reviveTyped(type: string, fields: Record<string, unknown>): unknown {
  switch (type) {
    case 'undefined':
      return undefined
    case 'accessor':
    case 'Proxy':
    case 'uninitialized':
      return new Note(`[${type}]`)
    case 'hole':
      return new Note(fields.count === undefined ? '<empty>' : `<${textOf(fields.count)} empty>`)
  }
  if (fields.__tpd_reason__ === 'depth') return new Note(closedText(type, fields))
  if (Array.isArray(fields.elements)) return reviveList(type, fields.elements.map(revive), fields)
  if (Array.isArray(fields.entries)) {
    return new Map([...fields.entries.map((entry) => listOf(entry).map(revive) as [unknown, unknown]), ...cut(fields)])
  }
  if (Array.isArray(fields.values))
    return new Set([...fields.values.map(revive), ...cut(fields).map(([, note]) => note)])
  return reviveFields(type === 'Object' ? {} : instanceOf(type), fields)
}

/** Marks without a type end a list that was cut; everything else without one is a plain object. */
function reviveUntyped(fields: Record<string, unknown>): unknown {
  const isMark = Object.keys(fields).every((key) => MARKS.includes(key))
  const [more] = cut(fields)
  return isMark && more !== undefined ? more[1] : reviveFields({}, fields)
}

function reviveFields(target: object, fields: Record<string, unknown>): object {
  for (const [key, value] of Object.entries(fields)) {
    if (!MARKS.includes(key)) define(target, key, revive(value))
  }
  for (const [key, note] of cut(fields)) define(target, key, note)
  return target
}

/** `__proto__` is a name like any other here. */
function define(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
}

/** A text that was cut, or the text of something that has no JSON: a date, a function, NaN. */
function reviveText(type: string | null, text: string, fields: Record<string, unknown>): unknown {
  if (type === 'string') return new CutText(text, numberOf(fields.__tpd_remaining__) ?? 0)
  const [more] = cut(fields)
  const ending = more === undefined ? '' : ` ${more[1].text}`
  return new Note(`${type === 'Buffer' ? `<Buffer ${text}>` : printable(text)}${ending}`)
}

/** What an object is that lies too deep to be opened. */
function closedText(type: string, fields: Record<string, unknown>): string {
  const keys = listOf(fields.__tpd_keys__).map((key) => printable(String(key)))
  const more = (numberOf(fields.__tpd_remaining__) ?? keys.length) > keys.length ? ['…'] : []
  const inside = [...keys, ...more].join(', ')
  return `${type === 'Object' ? '' : `${printable(type)} `}{${inside === '' ? '…' : ` ${inside} `}}`
}

function reviveList(type: string, elements: unknown[], fields: Record<string, unknown>): unknown[] {
  const list = [...elements, ...cut(fields).map(([, note]) => note)]
  const name = printable(type)
  return Object.setPrototypeOf(
    list,
    { [name]: class extends Array {} }[name]?.prototype ?? Array.prototype,
  ) as unknown[]
}

function instanceOf(type: string): object {
  const name = printable(type)
  return Object.create({ [name]: class {} }[name]?.prototype ?? null) as object
}

/** Where something is missing, one entry that says so; else none. */
function cut(fields: Record<string, unknown>): [string, Note][] {
  if (fields.__tpd_truncated__ !== true) return []
  const count = numberOf(fields.__tpd_remaining__)
  const why = fields.__tpd_reason__ === 'time' ? ' (there was no time left)' : ''
  return [['…', new Note(`… ${count === null ? '' : `${count} `}more${why}`)]]
}
