/** What the program's thread and the agent's thread share about V8's limits of inlining. */
export interface InliningData {
  /** Flags of V8 that raise the limits; none where they stay as they are. */
  raised: readonly string[]
  /** Two 32-bit numbers, at the places below. */
  state: SharedArrayBuffer
}

/** Grows while files are being loaded, woven or not. */
export const FILES_LOADED = 0

/** How the limits stand: one of the three that follow. */
export const LIMITS_STATE = 1
export const LIMITS_LOWERED = 0
export const LIMITS_RAISED = 1
/** They are not raised any more. */
export const LIMITS_OVER = 2
