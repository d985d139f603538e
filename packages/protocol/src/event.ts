import type { RateLimit } from './limits'
import type { PointType } from './point'

/** The seven names of events that agents of every language send. */
export const EVENT_NAMES = [
  'probe.hit.snapshot',
  'probe.hit.logpoint',
  'probe.error.condition',
  'probe.error.snapshot',
  'probe.error.rateLimit',
  'agent.status.started',
  'agent.status.stopped',
] as const

export type EventName = (typeof EVENT_NAMES)[number]

/** Who sent an event. */
export interface EventClient {
  hostname: string
  applicationName: string
  applicationInstanceId: string
  /** Tells processes of one program apart where they are given one instance id. */
  processId?: number
  agentVersion: string
  runtime: string
  runtimeVersion: string
}

/** An event on its way to a sink. */
export interface DebugInEvent {
  name: EventName
  /** ISO time with milliseconds, UTC. */
  timestamp: string
  /** UUID v4; makes a repeated delivery harmless. */
  id: string
  client: EventClient
  payload: Record<string, unknown>
}

/** One frame of a call stack, in original positions. */
export interface StackFrame {
  file: string | null
  /** 1-based. */
  line: number | null
  /** 0-based. */
  column: number | null
  function: string | null
  method: string | null
  className: string | null
  /** It waits for a promise: `at async f` in V8's words. Left out: it does not. */
  async?: true
}

/** What every payload of a probe carries. */
export interface ProbePayload {
  probeId: string
  probeType: PointType
  file: string
  line: number
}

export interface HitPayload extends ProbePayload {
  method: string | null
  className: string | null
  condition: string | null
  conditionEvaluated: boolean
  hitCount: number
  totalHits: number
  rateLimit: { allowedThisSecond: number; dropped: number }
}

export interface SnapshotPayload extends HitPayload {
  snapshot: {
    arguments: Record<string, unknown>
    locals: Record<string, unknown>
    /** Values of the watches by their text; absent where the point has none. */
    watches?: Record<string, unknown>
    returnValue?: unknown
    exception?: { type: string; message: string; stack: string | null } | null
  }
  stack: StackFrame[]
  durationMs?: number
  /** `pending`: sent before the call ended. */
  exit?: 'returned' | 'threw' | 'pending' | 'unknown'
  threadId: number
  traceId: string | null
  spanId: string | null
}

export interface LogpointPayload extends HitPayload {
  conditionResult: boolean
  message: string
  messageTemplate: string
}

export interface ConditionErrorPayload extends ProbePayload {
  condition: string
  error: string
  errorType: string
  errorStack: string | null
  /** Failures since the last such event. */
  count: number
}

export interface RateLimitPayload extends ProbePayload {
  limit: RateLimit
  droppedCount: number
  message: string
}
