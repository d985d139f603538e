/** How much of the program's data one snapshot may hold. */
export interface SnapshotLimits {
  /** Levels of objects below a variable that are opened. */
  maxDepth: number
  /** Properties read of one object. */
  maxProperties: number
  /** Characters kept of one string. */
  maxStringLength: number
  /** Elements read of one array, map, set or typed array. */
  maxElements: number
  /** Stack frames kept. */
  maxFrames: number
}

/** How much of the values of its watches one snapshot may hold. */
export type WatchLimits = Omit<SnapshotLimits, 'maxFrames'>

export const DEFAULT_SNAPSHOT_LIMITS: Readonly<SnapshotLimits> = Object.freeze({
  maxDepth: 3,
  maxProperties: 100,
  maxStringLength: 1024,
  maxElements: 100,
  maxFrames: 10,
})

/** Watches are few and asked for by name, so more of each is shown. */
export const DEFAULT_WATCH_LIMITS: Readonly<WatchLimits> = Object.freeze({
  maxDepth: 5,
  maxProperties: 100,
  maxStringLength: 4096,
  maxElements: 100,
})

/** Milliseconds that one capture may take; what is missing then says so. */
export const CAPTURE_TIME_BUDGET_MS = 10

/** A token bucket: `burst` events at once, refilled with `limitPerSecond` events a second. */
export interface RateLimit {
  limitPerSecond: number
  burst: number
}

export const DEFAULT_RATE_LIMIT: Readonly<RateLimit> = Object.freeze({ limitPerSecond: 10, burst: 1 })

/** Watches that one point may have. */
export const MAX_WATCHES = 50

/** Points that one program may hold. */
export const MAX_POINTS = 10_000

/** Bytes of one body that the control API takes. */
export const MAX_BODY_BYTES = 64 * 1024
