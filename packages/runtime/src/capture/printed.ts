import { apply, getOwnPropertyDescriptor, getPrototypeOf, MapConstructor, mapGet, mapSet } from '../natives'
import type { Capture } from './capture'
import { describeFields } from './fields'
import type { Form } from './form'
import { describeRepr } from './repr'
import type { Step } from './step'

/**
 * Classes whose content is in internal slots, with the built-in function that prints it: without it a URL would be `{}`.
 * None of them calls anything that the program can replace (tested with every method and prototype patched).
 */
const PRINTERS = new MapConstructor<object, unknown>()

savePrinter(globalThis, 'URL', (prototype) => getOwnPropertyDescriptor(prototype, 'href')?.get)
const temporal: unknown = getOwnPropertyDescriptor(globalThis, 'Temporal')?.value
if (typeof temporal === 'object' && temporal !== null) {
  for (const name of Object.getOwnPropertyNames(temporal)) {
    savePrinter(temporal, name, (prototype) => getOwnPropertyDescriptor(prototype, 'toString')?.value)
  }
}

function savePrinter(holder: object, name: string, printerIn: (prototype: object) => unknown): void {
  const made = (holder as Record<string, unknown>)[name]
  const prototype = typeof made === 'function' ? (made as { prototype?: object }).prototype : undefined
  const printer = prototype === undefined ? undefined : printerIn(prototype)
  if (prototype !== undefined && typeof printer === 'function') mapSet(PRINTERS, prototype, printer)
}

/** The built-in function that prints objects with this prototype, or undefined. */
export function printerOf(prototype: object): unknown {
  return mapGet(PRINTERS, prototype)
}

/** Describes an object by the text that its class prints. */
export function describePrinted(capture: Capture, object: object, form: Form, step: Step): string {
  const text = print(capture, object)
  if (text === null) return describeFields(capture, object, form.head, step)
  return describeRepr(capture, object, form, text, step)
}

/** The text of a URL or the like; null for an object that only has such a prototype. */
export function print(capture: Capture, object: object): string | null {
  let prototype = getPrototypeOf(object)
  for (let i = 0; prototype !== null && i < 64; i++) {
    if (capture.setup.host.isProxy(prototype)) return null
    const printer = printerOf(prototype)
    if (printer !== undefined) {
      try {
        const text = apply(printer as () => unknown, object, [])
        return typeof text === 'string' ? text : null
      } catch {
        return null
      }
    }
    prototype = getPrototypeOf(prototype)
  }
  return null
}
