import type { DebugInEvent, EventName } from '@debugin/protocol'
import { type AnyValue, anyValue, attributes, type KeyValue } from './anyValue'

/** A log record as OTLP writes it in JSON (logs.proto). */
export interface LogRecord {
  /** Nanoseconds since 1970. */
  timeUnixNano: string
  observedTimeUnixNano: string
  severityNumber: number
  severityText: string
  eventName: string
  body: AnyValue
  attributes: KeyValue[]
  /** 32 hexadecimal digits. */
  traceId?: string
  /** 16 hexadecimal digits. */
  spanId?: string
}

const INFO = { severityNumber: 9, severityText: 'INFO' }
const WARN = { severityNumber: 13, severityText: 'WARN' }

const SEVERITY: Readonly<Record<EventName, typeof INFO>> = {
  'probe.hit.snapshot': INFO,
  'probe.hit.logpoint': INFO,
  'probe.error.condition': WARN,
  'probe.error.snapshot': WARN,
  'probe.error.rateLimit': WARN,
  'agent.status.started': INFO,
  'agent.status.stopped': INFO,
}

/** Fields of the payload that stand in attributes with names that others know, and not in the body again. */
const TOLD = ['probeId', 'probeType', 'file', 'line', 'method', 'className', 'threadId', 'traceId', 'spanId']

/**
 * An event as a log record. The body of a logpoint is its message; that of any other event holds what is particular to
 * it.
 */
export function logRecord({ name, timestamp, id, payload }: DebugInEvent): LogRecord {
  const { traceId, spanId } = payload
  const nanoseconds = `${Date.parse(timestamp)}000000`
  return {
    timeUnixNano: nanoseconds,
    observedTimeUnixNano: nanoseconds,
    ...SEVERITY[name],
    eventName: name,
    body: bodyOf(name, payload),
    attributes: attributes({
      'log.record.uid': id,
      'debugin.probe.id': payload.probeId,
      'debugin.probe.type': payload.probeType,
      'code.file.path': payload.file,
      'code.line.number': payload.line,
      'code.function.name': functionName(payload),
      'thread.id': payload.threadId,
      'debugin.hit_count': name === 'probe.hit.logpoint' ? payload.hitCount : undefined,
    }),
    ...(isHex(traceId, 32) ? { traceId } : {}),
    ...(isHex(spanId, 16) ? { spanId } : {}),
  }
}

function bodyOf(name: EventName, payload: DebugInEvent['payload']): AnyValue {
  if (name === 'probe.hit.logpoint') return anyValue(payload.message)
  return anyValue(Object.fromEntries(Object.entries(payload).filter(([key]) => !TOLD.includes(key))))
}

function functionName({ method, className }: DebugInEvent['payload']): unknown {
  return typeof method === 'string' && typeof className === 'string' ? `${className}.${method}` : method
}

function isHex(value: unknown, digits: number): value is string {
  return typeof value === 'string' && value.length === digits && /^[\da-f]+$/i.test(value) && !/^0+$/.test(value)
}
