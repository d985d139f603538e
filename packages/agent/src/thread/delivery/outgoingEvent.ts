import type { DebugInEvent } from '@debugin/protocol'

/** An event that waits to be sent, as JSON text. */
export interface OutgoingEvent {
  id: string
  json: string
  /** Bytes of the text. */
  bytes: number
  /**
   * Whether it is worth a place on the disk: what a probe has made is. That a program has started is not, else every
   * program without a sink would leave a file behind.
   */
  lasting: boolean
}

export function outgoing({ id, name }: Pick<DebugInEvent, 'id' | 'name'>, json: string): OutgoingEvent {
  return { id, json, bytes: Buffer.byteLength(json), lasting: name.startsWith('probe.') }
}
