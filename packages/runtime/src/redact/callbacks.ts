/** Where an event comes from, as a callback is told. */
export interface EventPlace {
  probeId: string
  file: string
  /** 1-based. */
  line: number
}

/** The values of a snapshot in the form that events have: plain JSON, in which what JSON has no word for is marked. */
export interface CapturedSnapshot {
  arguments: Record<string, unknown>
  locals: Record<string, unknown>
  watches?: Record<string, unknown>
  returnValue?: unknown
  exception?: { type: string; message: string; stack: string | null } | null
}

/**
 * The program's own last word on what leaves it, after the built-in redaction. Both run in the program's thread. What a
 * callback throws, or returns instead of what it should, withholds the event; `probe.error.snapshot` says why.
 */
export interface RedactionCallbacks {
  /** Changes the snapshot in place, or returns another one to be sent instead. */
  redactTracepoint?: ((snapshot: CapturedSnapshot, place: EventPlace) => CapturedSnapshot | undefined) | undefined
  /** Returns the message to be sent. */
  redactLogpoint?: ((message: string, place: EventPlace) => string) | undefined
}
