import { types } from 'node:util'
import { createRedaction, Runtime } from '@debugin/runtime'

const UNLIMITED = 1e9

/** A tracepoint that is never too many; where it stands is up to who places it. */
export const EVERY_SITE = {
  id: 'every-site',
  type: 'tracepoint',
  file: '',
  line: 1,
  column: null,
  condition: null,
  message: null,
  rateLimit: { limitPerSecond: UNLIMITED, burst: UNLIMITED },
  snapshot: { maxDepth: 3, maxProperties: 100, maxStringLength: 1024, maxElements: 100, maxFrames: 0 },
  expireHitCount: null,
}

const HOST = {
  ...types,
  now: () => performance.now(),
  wallClock: () => Date.now(),
  ticks: process.hrtime.bigint,
  stackClass: () => null,
  describeStack: () => '[]',
  soon: (run) => setImmediate(run).unref(),
  later: (ms, run) => setTimeout(run, ms).unref(),
  send() {},
  threadId: 0,
}

/**
 * A runtime in this thread alone, which sends nothing.
 *
 * @param onFile hears of each file that is loaded, before any of its code has run
 */
export function runtimeOf(onFile) {
  return new Runtime({
    host: HOST,
    redaction: createRedaction(),
    maxSnapshotsPerSecond: UNLIMITED,
    onFile,
    onCounts() {},
  })
}
