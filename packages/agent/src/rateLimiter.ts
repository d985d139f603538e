import { DEFAULT_RATE_LIMIT, type RateLimit } from '@debugin/protocol'
import { TokenBucket } from '@debugin/runtime'

/** The token bucket that limits probes, for a program's own use. */
export class RateLimiter {
  private readonly bucket: TokenBucket

  /** @param limit `limitPerSecond` 10, `burst` 1 where they are left out */
  constructor(limit: Partial<RateLimit> = {}) {
    this.bucket = new TokenBucket({ ...DEFAULT_RATE_LIMIT, ...limit }, performance.now())
  }

  /** Whether one more may pass now. */
  allow(): boolean {
    return this.bucket.take(performance.now())
  }
}
