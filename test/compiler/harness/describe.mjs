import { isProxy } from 'node:util/types'

const DEPTH = 5

/** What V8 lets a sloppy function say of a call that is under way; a twin is a caller too. */
const OF_A_CALL = ['caller', 'arguments']

/**
 * The text of a value as a program can tell it from others, whatever realm it is from: two runs of one program did the
 * same when their texts are the same. Runs no getter. The text of a function is not in it: that is what weaving changes.
 */
export function describe(value, depth = DEPTH, seen = []) {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'bigint') return `${value}n`
  if (Object.is(value, -0)) return '-0'
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return String(value)
  if (isProxy(value)) return 'Proxy'
  if (isGlobal(value)) return 'global'
  if (seen.includes(value)) return `<circle ${seen.indexOf(value)}>`
  const inside = [...seen, value]
  if (isError(value)) return describeError(value, depth, inside)
  if (depth === 0) return typeof value === 'function' ? 'function' : Array.isArray(value) ? '[…]' : '{…}'
  const kind = typeof value === 'function' ? 'function ' : `${tagOf(value)} `
  return `${kind}{${propertiesOf(value, typeof value === 'function' ? OF_A_CALL : [], depth, inside)}}`
}

/** From where the text of a function begins to the end of a message. */
const FUNCTION_TEXT = /(\bclass\b|\bfunction\b|\basync\b|[\w$]+ *=>|\([^()]*\) *=>|[\w$'"[\]]+ *\([^()]*\) *\{).*$/s

/** What was thrown: an error by its type and message, anything else by its value. */
export function describeThrown(thrown) {
  return `thrown ${describe(thrown)}`
}

/** The global object holds gates; no program that does not look for them sees them. */
function isGlobal(value) {
  return Object.getOwnPropertyDescriptor(value, 'globalThis')?.value === value
}

function isError(value) {
  return Object.prototype.toString.call(value) === '[object Error]' && typeof value !== 'function'
}

function describeError(error, depth, seen) {
  const rest = propertiesOf(error, ['stack', 'message', 'cause'], depth, seen)
  return `${error.constructor?.name ?? 'Error'} ${JSON.stringify(messageOf(error))}${rest === '' ? '' : ` {${rest}}`}`
}

/**
 * V8 prints the piece of source that failed into some messages, and what it prints of an immediately called function
 * depends on all that stands in it; in a twin, `this` and `new.target` are parameters. Other messages hold the text of a function.
 */
function messageOf({ message }) {
  if (typeof message !== 'string') return message
  return (
    message
      .replace(/(\(intermediate value\))+/g, '$1')
      .replace(/\b(this|arguments)\$D\d*/g, '$1')
      // V8's own name for it begins with a dot.
      .replace(/\bnewTarget\$D\d*/g, '.new.target')
      // Of what a `catch ([])` gets, V8 names whatever was called last in the text before it.
      .replace(/^.*(?= is not iterable \(cannot read property)/, '<value>')
      .replace(FUNCTION_TEXT, '<function>')
  )
}

function tagOf(value) {
  const prototype = Object.getPrototypeOf(value)
  if (prototype === null) return 'null-prototype'
  const maker = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value
  return typeof maker === 'function' ? maker.name : 'object'
}

function propertiesOf(value, left, depth, seen) {
  const texts = []
  for (const key of Reflect.ownKeys(value)) {
    if (left.includes(key)) continue
    const { value: own, get, set, enumerable } = Object.getOwnPropertyDescriptor(value, key)
    const accessor = get !== undefined || set !== undefined
    const text = accessor
      ? `get ${describe(get, 1, seen)} set ${describe(set, 1, seen)}`
      : describe(own, depth - 1, seen)
    texts.push(`${String(key)}${enumerable ? '' : '!'}: ${text}`)
  }
  if (value instanceof Map || tagOf(value) === 'Map') texts.push(`entries ${describe([...value], depth - 1, seen)}`)
  if (tagOf(value) === 'Set') texts.push(`values ${describe([...value], depth - 1, seen)}`)
  return texts.join(', ')
}
