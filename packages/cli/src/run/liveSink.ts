import { DebugInError } from '@debugin/protocol'
import { type SinkOptions, startSink } from '@debugin/sink'
import { followEvents } from '../client/followEvents.js'
import { createEventPrinter } from '../print/eventPrinter.js'
import { notice } from '../print/notice.js'

/** A sink in this process. */
export interface LiveSink {
  url: string
  /** Closes the sink; resolves when its last events are printed. */
  stop(): Promise<void>
}

/** Where events are printed, and how. */
export interface LiveOutput {
  stream: NodeJS.WriteStream
  json?: boolean
  full?: boolean
}

/**
 * Starts a sink that prints its events.
 *
 * @param output null: it prints none
 * @throws DebugInError INVALID_OPTION as `startSink` does
 */
export async function startLiveSink(sinkOptions: SinkOptions, output: LiveOutput | null): Promise<LiveSink> {
  const sink = await startSink(sinkOptions)
  if (output === null) return sink
  const { stream, ...options } = output
  const print = createEventPrinter(stream, options)
  // Open before anybody knows where the sink is, so that no event is missed.
  const events = await followEvents({ sinkUrl: sink.url, reconnect: false, notice })
  const printing = (async () => {
    for await (const followed of events) print(followed)
  })()
  return {
    url: sink.url,
    async stop() {
      // The stream ends with the sink, after the last event.
      await sink.stop()
      await printing
    },
  }
}

/**
 * Starts a sink on the port, or on any free one where that is taken.
 *
 * @throws DebugInError INVALID_OPTION as `startSink` does
 */
export async function startSinkNear(options: SinkOptions, output: LiveOutput): Promise<LiveSink> {
  try {
    return await startLiveSink(options, output)
  } catch (error) {
    if (!(error instanceof DebugInError) || error.details.reason !== 'EADDRINUSE') throw error
    return await startLiveSink({ ...options, port: 0 }, output)
  }
}
