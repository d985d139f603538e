import { charCodeAt, getOwnPropertyDescriptor, isArray, keys, min, slice, stringify, symbolText } from '../natives'
import { builtInText } from './builtInText'
import { classNameOf, functionNameOf } from './className'
import { isTooLarge } from './operand'
import { isData } from './readData'
import { type ExpressionHost, REDACTED } from './scope'

/** Objects within objects that are opened. */
const MAX_LEVELS = 2

/** Properties or elements of one object that are shown. */
const MAX_MEMBERS = 10

/** Characters of a text inside an object. */
const MAX_INNER_TEXT = 100

/** What messages need besides. */
export interface TemplateHost extends ExpressionHost {
  /** Takes credentials out of a text of the program before it is cut and printed. */
  cleanText?(text: string): string
}

/**
 * A value as a message shows it: texts as they are, objects as compact JSON of their own data properties behind the
 * name of their class (`Order {"id":7,"items":[1,2]}`). Two levels, ten members each. Runs no code of the program.
 *
 * @param limit characters of a text; more are cut off
 */
export function valueText(value: unknown, limit: number, host: TemplateHost): string {
  if (typeof value === 'string') return cutText(cleanText(value, limit, host), limit)
  if (typeof value === 'bigint' && !isTooLarge(value)) return `${value}`
  return describe(value, MAX_LEVELS, host)
}

function describe(value: unknown, levels: number, host: TemplateHost): string {
  switch (typeof value) {
    case 'string':
      return stringify(cutText(cleanText(value, MAX_INNER_TEXT, host), MAX_INNER_TEXT))
    case 'bigint':
      return isTooLarge(value) ? '<a long BigInt>' : `${value}n`
    case 'symbol':
      return cutText(symbolText(value), MAX_INNER_TEXT)
    case 'function':
      return host.isProxy(value) ? '[Proxy]' : `[function ${functionNameOf(value, host)}]`
    case 'object':
      return value === null ? 'null' : describeObject(value, levels, host)
    default:
      return `${value as number | boolean | undefined}`
  }
}

function describeObject(object: object, levels: number, host: TemplateHost): string {
  if (host.isProxy(object)) return '[Proxy]'
  if (isArray(object)) return describeArray(object, levels, host)
  const name = classNameOf(object, host)
  if (name === 'Object' || name === '') return describeMembers(object, levels, host)
  const builtIn = builtInText(object, name, host)
  if (builtIn !== null) return cutText(cleanText(builtIn, MAX_INNER_TEXT, host), MAX_INNER_TEXT)
  return `${name} ${describeMembers(object, levels, host)}`
}

function describeArray(array: unknown[], levels: number, host: TemplateHost): string {
  if (array.length === 0) return '[]'
  if (levels === 0) return `[… ${array.length}]`
  const shown = min(array.length, MAX_MEMBERS)
  let text = ''
  for (let i = 0; i < shown; i++) {
    text += `${i === 0 ? '' : ','}${describeMember(array, i, levels, host)}`
  }
  return `[${text}${array.length > shown ? `,… ${array.length - shown} more` : ''}]`
}

function describeMembers(object: object, levels: number, host: TemplateHost): string {
  const names = keys(object)
  if (names.length === 0) return '{}'
  if (levels === 0) return '{…}'
  const shown = min(names.length, MAX_MEMBERS)
  let text = ''
  for (let i = 0; i < shown; i++) {
    const name = names[i] as string
    const value = host.isSecret?.(name) ? stringify(REDACTED) : describeMember(object, name, levels, host)
    text += `${i === 0 ? '' : ','}${stringify(cutText(name, MAX_INNER_TEXT))}:${value}`
  }
  return `{${text}${names.length > shown ? `,… ${names.length - shown} more` : ''}}`
}

function describeMember(object: object, key: string | number, levels: number, host: TemplateHost): string {
  const found = getOwnPropertyDescriptor(object, key)
  if (found === undefined) return '<empty>'
  return isData(found) ? describe(found.value, levels - 1, host) : '<accessor>'
}

/** Cleans a text before it is cut, or half a token would no longer look like one; only as much as may be shown. */
function cleanText(text: string, limit: number, host: TemplateHost): string {
  return host.cleanText === undefined ? text : host.cleanText(slice(text, 0, limit + 4096))
}

/** The first `limit` characters and an ellipsis, no character beyond the BMP cut in half. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text
  const last = charCodeAt(text, limit - 1)
  const isHalf = last >= 0xd800 && last <= 0xdbff
  return `${slice(text, 0, isHalf ? limit - 1 : limit)}…`
}
