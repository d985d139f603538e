/** A value as OTLP writes it in JSON (https://github.com/open-telemetry/opentelemetry-proto, common.proto). */
export type AnyValue =
  | { stringValue: string }
  | { boolValue: boolean }
  /** Whole numbers of 64 bits are texts in the JSON of Protocol Buffers. */
  | { intValue: string }
  | { doubleValue: number }
  | { arrayValue: { values: AnyValue[] } }
  | { kvlistValue: { values: KeyValue[] } }
  /** Null. */
  | Record<string, never>

export interface KeyValue {
  key: string
  value: AnyValue
}

/** Values within values beyond this are written as JSON text; collectors refuse what is nested deeper than a hundred. */
const DEPTH = 32

/** A value of JSON as OTLP writes it. */
export function anyValue(value: unknown, depth = 0): AnyValue {
  switch (typeof value) {
    case 'string':
      return { stringValue: value }
    case 'boolean':
      return { boolValue: value }
    case 'number':
      return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value }
    case 'object':
      break
    default:
      return {}
  }
  if (value === null) return {}
  if (depth >= DEPTH) return { stringValue: JSON.stringify(value) }
  if (Array.isArray(value)) return { arrayValue: { values: value.map((element) => anyValue(element, depth + 1)) } }
  const values = Object.entries(value).map(([key, of]) => ({ key, value: anyValue(of, depth + 1) }))
  return { kvlistValue: { values } }
}

/** The attributes that have a value. */
export function attributes(values: Record<string, unknown>): KeyValue[] {
  return Object.entries(values).flatMap(([key, value]) =>
    value === undefined || value === null || value === '' ? [] : [{ key, value: anyValue(value) }],
  )
}
