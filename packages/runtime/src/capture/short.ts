import { hasOwn, lookupGetter, mapEntries, mapNext, min, setNext, setValues, slice } from '../natives'
import { isBytes } from './binary'
import { unbox } from './boxed'
import type { Capture } from './capture'
import { countOf } from './closed'
import { isoText } from './date'
import { errorLine } from './errorText'
import { type Form, formOf } from './form'
import { functionLine } from './functionValue'
import { bigIntText, isCardNumber, numberLine } from './number'
import { ownKeys } from './ownKeys'
import { print } from './printed'
import { readField } from './property'
import { cutText } from './quote'
import { regExpText } from './regExp'
import { symbolLine } from './symbolValue'

/** Entries shown of an object; its members are shown closed. */
const ENTRIES = 10
/** Characters shown of a text inside an object. */
const TEXT_LENGTH = 80
const REDACTED = '[redacted]'
const DOTS = '…'

/**
 * A value as one line of at most `max` characters: a text as it is, `42`, `Order {id: 7, items: Array(3)}`. What is cut
 * ends in `…`.
 */
export function shortText(capture: Capture, value: unknown, max: number): string {
  const text = typeof value === 'string' ? shownText(capture, value, max) : shortValue(capture, value, true)
  return text.length <= max ? text : `${cutText(text, max > 1 ? max - 1 : 0)}${DOTS}`
}

function shownText(capture: Capture, text: string, max: number): string {
  const part = cutText(text, max + 1)
  return capture.setup.redaction.hidesText(cutText(text, max + 256)) ? REDACTED : part
}

function shortValue(capture: Capture, value: unknown, open: boolean): string {
  switch (typeof value) {
    case 'string':
      return `"${shortText(capture, value, TEXT_LENGTH)}"`
    case 'number':
      return isCardNumber(value) ? REDACTED : numberLine(value)
    case 'bigint':
      return shortBigInt(value)
    case 'symbol':
      return shownText(capture, symbolLine(value), TEXT_LENGTH)
    case 'object':
      return value === null ? 'null' : shortObject(capture, value, open)
    case 'function':
      return capture.setup.host.isProxy(value) ? '[Proxy]' : functionLine(capture, value)
    default:
      return `${value}`
  }
}

function shortBigInt(value: bigint): string {
  const digits = bigIntText(value)
  return digits === null ? 'more than 1024 digits' : `${digits}n`
}

function shortObject(capture: Capture, object: object, open: boolean): string {
  if (capture.setup.host.isProxy(object)) return '[Proxy]'
  const form = formOf(capture, object)
  switch (form.kind) {
    case 'date':
      return isoText(object as Date)
    case 'regExp':
      return shownText(capture, regExpText(object), TEXT_LENGTH)
    case 'error':
      return errorLine(capture, object, form.name)
    case 'boxed':
      return shortValue(capture, unbox(object), false)
    case 'printed':
      return shownText(capture, print(capture, object) ?? form.name, TEXT_LENGTH)
    case 'plain':
    case 'instance':
      return shortFields(capture, object, form, open)
    default:
      return shortList(capture, object, form, open)
  }
}

function shortFields(capture: Capture, object: object, form: Form, open: boolean): string {
  const name = form.name === 'Object' ? '' : `${form.name} `
  if (!open) return `${name}{${DOTS}}`
  const { names, total } = ownKeys(capture, object)
  let text = `${name}{`
  let i = 0
  for (; i < names.length && i < ENTRIES; i++) {
    const key = names[i] as string
    const { hidden, text: quoted } = capture.setup.keys.of(key)
    const value = hidden ? REDACTED : readField(object, key, ACCESSOR)
    text += `${i === 0 ? '' : ', '}${slice(quoted, 1, -2)}: `
    text += hidden ? REDACTED : value === ACCESSOR ? '[accessor]' : shortValue(capture, value, false)
  }
  return `${text}${total === i ? '' : `, ${DOTS}`}}`
}

/** Stands for a value that only a getter knows. */
const ACCESSOR = Symbol('accessor')

/** `[1, 2]`, `Set(2) {1, 2}`, `Map(1) {"a" => 1}`, or just the name of what has no list. */
function shortList(capture: Capture, object: object, form: Form, open: boolean): string {
  const count = countOf(object, form)
  if (count < 0) return `[${form.name}]`
  if (!open || (form.kind === 'typedArray' && isBytes(object))) return `${form.name}(${count})`
  const shown = min(count, ENTRIES)
  const more = shown < count ? `, ${DOTS}` : ''
  if (form.kind === 'map') return `${form.name}(${count}) {${shortEntries(capture, object as never, shown)}${more}}`
  if (form.kind === 'set') return `${form.name}(${count}) {${shortMembers(capture, object as never, shown)}${more}}`
  let text = ''
  for (let i = 0; i < shown; i++) {
    text += i === 0 ? '' : ', '
    text +=
      form.kind === 'array'
        ? shortElement(capture, object as never, i)
        : shortValue(capture, (object as never)[i], false)
  }
  return form.name === 'Array' ? `[${text}${more}]` : `${form.name}(${count}) [${text}${more}]`
}

function shortElement(capture: Capture, list: readonly unknown[], index: number): string {
  if (!hasOwn(list, index)) return '[hole]'
  return lookupGetter(list, index) === undefined ? shortValue(capture, list[index], false) : '[accessor]'
}

function shortEntries(capture: Capture, map: ReadonlyMap<unknown, unknown>, shown: number): string {
  const iterator = mapEntries(map)
  let text = ''
  for (let i = 0; i < shown; i++) {
    const { value, done } = mapNext(iterator)
    if (done === true) break
    const hidden = capture.setup.redaction.allowsListedOnly || hidesKey(capture, value[0])
    const entry = hidden ? REDACTED : shortValue(capture, value[1], false)
    text += `${i === 0 ? '' : ', '}${shortValue(capture, value[0], false)} => ${entry}`
  }
  return text
}

function hidesKey(capture: Capture, key: unknown): boolean {
  return typeof key === 'string' && capture.setup.keys.of(key).hidden
}

function shortMembers(capture: Capture, set: ReadonlySet<unknown>, shown: number): string {
  const iterator = setValues(set)
  let text = ''
  for (let i = 0; i < shown; i++) {
    const { value, done } = setNext(iterator)
    if (done === true) break
    text += `${i === 0 ? '' : ', '}${shortValue(capture, value, false)}`
  }
  return text
}
