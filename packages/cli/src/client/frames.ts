/** One event of a stream of Server-Sent Events. */
export interface Frame {
  /** Empty where the stream does not say. */
  id: string
  /** The kind of event; `message` where the stream does not say. */
  event: string
  data: string
}

/**
 * Reads Server-Sent Events (https://html.spec.whatwg.org/multipage/server-sent-events.html) until the stream ends.
 * Comments and what belongs to browsers alone (`retry`) are passed over. Leaving the loop early cancels the stream.
 */
export async function* readFrames(body: ReadableStream<Uint8Array>): AsyncGenerator<Frame, void, void> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true })
    const parts = text.split('\n\n')
    // The last one is still to be completed.
    text = parts.pop() as string
    for (const part of parts) {
      const frame = readFrame(part)
      if (frame !== null) yield frame
    }
  }
}

function readFrame(text: string): Frame | null {
  const frame: Frame = { id: '', event: 'message', data: '' }
  const data: string[] = []
  for (const line of text.split('\n')) {
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? []
    if (field === 'id' || field === 'event') frame[field] = value
    else if (field === 'data') data.push(value)
  }
  return data.length === 0 ? null : { ...frame, data: data.join('\n') }
}
