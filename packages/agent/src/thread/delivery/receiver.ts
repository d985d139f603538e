import type { OutgoingEvent } from './outgoingEvent'

/** How a receiver took what it was sent. */
export type SendResult =
  /** `refused`: events of the batch that it will never take, with its reasons. */
  | { kind: 'taken'; refused: string[] }
  /** It will never take this; it might take a smaller piece. */
  | { kind: 'refused'; reason: string }
  /** It may take it later; `afterMs` where it said when. */
  | { kind: 'later'; reason: string; afterMs: number | null }

/** Where events go. */
export interface Receiver {
  /** Events that one request may carry. */
  batchSize(signal: AbortSignal): Promise<number>
  /**
   * @param batch its texts are read before this waits for anything: they may not stay as they are
   * @param hurries whether somebody waits for it, or the end
   */
  send(batch: readonly OutgoingEvent[], signal: AbortSignal, hurries: boolean): Promise<SendResult>
  /** It was away and may come back as another one. */
  forget(): void
}
