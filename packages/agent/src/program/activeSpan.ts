import { AsyncLocalStorage } from 'node:async_hooks'
import { types } from 'node:util'

/** The ids of a span of OpenTelemetry, as hexadecimal digits. */
export interface SpanIds {
  traceId: string
  spanId: string
}

/** Where `@opentelemetry/api` 1.x, which any package may have loaded in any version, leaves what was registered. */
const API = Symbol.for('opentelemetry.js.api.1')
const SPAN = Symbol.for('OpenTelemetry Context Key SPAN')

const { apply } = Reflect
const { getOwnPropertyDescriptor, getPrototypeOf, hasOwn } = Object
const { isMap, isProxy } = types
const storagePrototype: object = AsyncLocalStorage.prototype
const { getStore } = AsyncLocalStorage.prototype
const { get } = Map.prototype

/**
 * The span that the running code belongs to, where the program has `@opentelemetry/api` and the usual context manager.
 *
 * Nothing is loaded, and no code of the program or of its tracer runs: the fields in which the API and its SDK keep the
 * context are read as data. Another context manager has no such fields, and then there is no answer.
 */
export function readActiveSpan(): SpanIds | null {
  const storage = dataOf(dataOf(dataOf(globalThis, API), 'context'), '_asyncLocalStorage')
  if (!isObject(storage) || getPrototypeOf(storage) !== storagePrototype) return null
  const values = dataOf(apply(getStore, storage, []), '_currentContext')
  if (!isMap(values)) return null
  const context = dataOf(apply(get, values, [SPAN]), '_spanContext')
  const traceId = dataOf(context, 'traceId')
  const spanId = dataOf(context, 'spanId')
  return isId(traceId) && isId(spanId) ? { traceId, spanId } : null
}

function dataOf(object: unknown, key: PropertyKey): unknown {
  if (!isObject(object)) return undefined
  const descriptor = getOwnPropertyDescriptor(object, key)
  return descriptor !== undefined && hasOwn(descriptor, 'value') ? descriptor.value : undefined
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isProxy(value)
}

function isId(value: unknown): value is string {
  if (typeof value !== 'string' || value.length < 1 || value.length > 32) return false
  for (let i = 0; i < value.length; i++) {
    const sign = value[i] as string
    if (!((sign >= '0' && sign <= '9') || (sign >= 'a' && sign <= 'f'))) return false
  }
  return true
}
