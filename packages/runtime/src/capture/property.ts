import { getOwnPropertyDescriptor, hasOwn } from '../natives'
import type { Capture } from './capture'
import { ACCESSOR, UNDEFINED, UNINITIALISED } from './cut'
import { describeStackField } from './stackField'
import type { Step } from './step'

/**
 * Describes one own property. `object` is no Proxy, so asking for the descriptor runs nothing of the program's, except
 * for a property named `stack`: see `stack.ts`.
 */
export function describeProperty(capture: Capture, object: object, key: PropertyKey, step: Step): string {
  if (key === 'stack') return describeStackField(capture, object, step)
  let descriptor: PropertyDescriptor | undefined
  try {
    descriptor = getOwnPropertyDescriptor(object, key)
  } catch {
    // Only a module's exports can fail: `export let x = f()`, captured while `f` runs.
    return UNINITIALISED
  }
  if (descriptor === undefined) return UNDEFINED
  if (capture.hasOddPrototype && !hasOwn(descriptor, 'value')) return ACCESSOR
  const value: unknown = descriptor.value
  return value === undefined && isAccessor(descriptor) ? ACCESSOR : capture.describe(value, step)
}

/**
 * A descriptor is an ordinary object, and that of an accessor has no `value` of its own. After
 *
 *     Object.defineProperty(Object.prototype, 'value', { get() { … } })
 *
 * reading it would run that getter. Asking `hasOwn` each time costs as much as the descriptor, so a capture looks once
 * whether anybody did that (`hasOddPrototype`).
 */
function isAccessor(descriptor: PropertyDescriptor): boolean {
  return !hasOwn(descriptor, 'value')
}

/** The value of an own property, or `accessor` where only code of the program knows it. A `stack` is never read. */
export function readField(object: object, key: string, accessor: symbol): unknown {
  if (key === 'stack') return accessor
  try {
    const descriptor = getOwnPropertyDescriptor(object, key)
    if (descriptor === undefined) return undefined
    return isAccessor(descriptor) ? accessor : descriptor.value
  } catch {
    return accessor
  }
}
