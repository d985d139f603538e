/** What the program's thread and the agent's thread share about V8's limits of inlining. */
export interface InliningData {
  /**
   * Flags of V8 that raise the limits, empty where they stay as they are. They are set at once: V8 keeps a hash over all
   * flags, and one that another thread makes in between would stay, without the later ones.
   */
  raised: string
  /** Flags that give back V8's own limits. */
  own: string
  /** Two 32-bit numbers, at the places below. */
  state: SharedArrayBuffer
}

/** Grows while files are being loaded, woven or not. */
export const FILES_LOADED = 0

/** How the limits stand: one of the four that follow. */
export const LIMITS_STATE = 1
export const LIMITS_LOWERED = 0
export const LIMITS_RAISED = 1
/** They are not raised any more. */
export const LIMITS_OVER = 2
/** The agent's thread is about to have raised them. */
export const LIMITS_RAISING = 3
