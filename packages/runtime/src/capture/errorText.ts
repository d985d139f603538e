import { apply, getOwnPropertyDescriptor, getPrototypeOf, hasOwn } from '../natives'
import type { Capture } from './capture'
import { cutText } from './quote'

/** Prototypes on a chain that are looked at. */
const CHAIN_LENGTH = 64
/** Characters of a message in a line of text. */
const LINE_LENGTH = 256

/** What `readData` answers where only code of the program could say: an accessor or a Proxy is in the way. */
export const UNREADABLE = Symbol('unreadable')

/** The getters of `DOMException`, the error of an aborted `fetch`; built-in code that reads internal slots. */
const NATIVE_GETTERS = saveGetters('DOMException', ['name', 'message'])

function saveGetters(name: string, keys: readonly string[]): readonly unknown[] {
  const made = (globalThis as Record<string, unknown>)[name] as { prototype?: object } | undefined
  const prototype = made?.prototype
  return prototype === undefined ? [] : keys.map((key) => getOwnPropertyDescriptor(prototype, key)?.get)
}

/** `object[key]` for a property that is data, own or inherited; undefined if there is none. */
export function readData(capture: Capture, object: object, key: string): unknown {
  const prototype = getPrototypeOf(object)
  if (prototype !== null && capture.forms.of(prototype).kind === 'global') return UNREADABLE
  let holder: object | null = object
  for (let i = 0; holder !== null && i < CHAIN_LENGTH; i++) {
    if (capture.setup.host.isProxy(holder)) return UNREADABLE
    const descriptor = getOwnPropertyDescriptor(holder, key)
    if (descriptor !== undefined) {
      return hasOwn(descriptor, 'value') ? descriptor.value : readNative(object, descriptor.get)
    }
    holder = getPrototypeOf(holder)
  }
  return undefined
}

function readNative(object: object, getter: unknown): unknown {
  for (let i = 0; i < NATIVE_GETTERS.length; i++) {
    if (getter === undefined || NATIVE_GETTERS[i] !== getter) continue
    try {
      return apply(getter as () => unknown, object, [])
    } catch {
      return UNREADABLE
    }
  }
  return UNREADABLE
}

/** `TypeError: x is not a function`, as V8 writes it, from what can be read; `fallback` if the name cannot. */
export function errorLine(capture: Capture, error: object, fallback: string): string {
  const name = readData(capture, error, 'name')
  const message = readData(capture, error, 'message')
  const shownName = cutText(typeof name === 'string' && name !== '' ? name : fallback, LINE_LENGTH)
  if (typeof message !== 'string' || message === '') return shownName
  const shown = cutText(message, LINE_LENGTH)
  // Twice as much is looked at as is shown: a credential may be cut in two.
  const hidden = capture.setup.redaction.hidesText(cutText(message, 2 * LINE_LENGTH))
  return `${shownName}: ${hidden ? '[redacted]' : shown}`
}
