import { DebugInError, type RateLimit } from '@debugin/protocol'
import { TokenBucket } from '@debugin/runtime'
import type { MiddlewareHandler } from 'hono'

/** Calls that all clients together may make: far more than people and editors do, far less than fills a core. */
const REQUEST_RATE: Readonly<RateLimit> = Object.freeze({ limitPerSecond: 500, burst: 1000 })

/** Refuses what comes faster than the API takes it, before anything else is done for it. */
export function boundRate(): MiddlewareHandler {
  const bucket = new TokenBucket(REQUEST_RATE, performance.now())
  return async (_, next) => {
    if (!bucket.take(performance.now())) {
      const { limitPerSecond } = REQUEST_RATE
      const text = `the API takes ${limitPerSecond} calls a second from all clients together; call again in a second`
      throw new DebugInError('TOO_MANY_REQUESTS', text, { ...REQUEST_RATE, retryAfterSeconds: 1 })
    }
    await next()
  }
}
