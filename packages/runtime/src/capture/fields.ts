import { slice, symbolDescription } from '../natives'
import type { Capture } from './capture'
import { type CutReason, cutMarks } from './cut'
import type { KeyText } from './keyTexts'
import { type OwnKeys, ownKeys } from './ownKeys'
import { describeProperty } from './property'
import type { Step } from './step'

/** Names listed of what a cut object still holds. */
const LISTED_KEYS = 10

/** Own properties that a description shows in its own way; the object has no prototype. */
export type SkippedNames = Readonly<Record<string, true>>

/**
 * Adds the own properties of an object, enumerable or not, to `head`, the beginning of its text (`{` or
 * `{"__tpd_type__":"Order"`), and closes it.
 */
export function describeFields(
  capture: Capture,
  object: object,
  head: string,
  step: Step,
  skipped?: SkippedNames,
  keys: OwnKeys = ownKeys(capture, object),
): string {
  const { names, total } = keys
  const { maxProperties } = capture.limits
  const texts = capture.setup.keys.all(names)
  let text = head
  let comma = head.length > 1
  let seen = 0
  let shown = 0
  if (total < 0) return close(text, comma, 'time', 0, '"__summary__":"more keys than could be listed in time"')
  for (; seen < names.length; seen++) {
    const name = names[seen] as string
    if (skipped !== undefined && skipped[name] === true) continue
    const reason = capture.stopped ?? (shown === maxProperties ? 'properties' : null)
    if (reason !== null) return close(text, comma, reason, total - seen, listKeys(capture, names, seen))
    const key = texts === null ? capture.setup.keys.of(name) : (texts[seen] as KeyText)
    const value = key.hidden ? HIDDEN : describeProperty(capture, object, name, step)
    // Name and value first: V8 copies what is short, and keeps a longer text as two parts to be put together later.
    text += (comma ? key.next : key.text) + value
    capture.size += key.next.length
    comma = true
    shown++
  }
  if (total > seen) return close(text, comma, 'properties', total - seen, '')
  if (keys.symbols.length === 0) return `${text}}`
  return describeSymbols(capture, object, text, step, keys.symbols, maxProperties - shown)
}

/** What stands for the value of a hidden name: not even its type was looked at. */
export const HIDDEN = `{"__tpd_type__":"redacted",${cutMarks('redacted', 0)}}`

function describeSymbols(
  capture: Capture,
  object: object,
  head: string,
  step: Step,
  symbols: readonly symbol[],
  room: number,
): string {
  let text = head
  let comma = head.length > 1
  for (let i = 0; i < symbols.length; i++) {
    const symbol = symbols[i] as symbol
    const reason = capture.stopped ?? (i >= room ? 'properties' : null)
    if (reason !== null) return close(text, comma, reason, symbols.length - i, '')
    const name = symbolDescription(symbol) ?? ''
    const { hidden, text: quoted } = capture.setup.keys.of(name)
    const value = hidden ? HIDDEN : describeProperty(capture, object, symbol, step)
    const key = `"Symbol(${slice(quoted, 1, -2)})${twins(symbols, i, name)}":`
    text += comma ? `,${key}${value}` : key + value
    capture.size += key.length + 1
    comma = true
  }
  return `${text}}`
}

/** Two symbols can have one description, but two keys of one JSON object must differ: ` #2` for the second. */
function twins(symbols: readonly symbol[], at: number, name: string): string {
  let before = 0
  for (let i = 0; i < at; i++) if ((symbolDescription(symbols[i] as symbol) ?? '') === name) before++
  return before === 0 ? '' : ` #${before + 1}`
}

function close(text: string, comma: boolean, reason: CutReason, remaining: number, more: string): string {
  return `${text}${comma ? ',' : ''}${more === '' ? '' : `${more},`}${cutMarks(reason, remaining)}}`
}

/** `"__tpd_keys__":["a","b"]`: some of the names from `from` on. */
export function listKeys(capture: Capture, names: readonly string[], from: number): string {
  let list = ''
  for (let i = from; i < names.length && i < from + LISTED_KEYS; i++) {
    list += `${i === from ? '' : ','}${slice(capture.setup.keys.of(names[i] as string).text, 0, -1)}`
  }
  return list === '' ? '' : `"__tpd_keys__":[${list}]`
}

/** `describeFields` for what is more than its properties, a Map for instance: most have no properties at all. */
export function describeOwn(
  capture: Capture,
  object: object,
  head: string,
  step: Step,
  skipped?: SkippedNames,
): string {
  const keys = ownKeys(capture, object)
  if (keys.total === 0 && keys.symbols.length === 0) return `${head}}`
  const fields = describeFields(capture, object, '{', step, skipped, keys)
  return fields === '{}' ? `${head}}` : `${head},"fields":${fields}}`
}
