import { integerText } from '../capture/digits'
import type { ActiveProbe } from './activeProbe'

/** JSON text of what an event tells of its probe's counts, without braces. */
export function countsText(probe: ActiveProbe): string {
  const { hitCount, totalHits, dropped, bucket } = probe
  const limit = `{"allowedThisSecond":${integerText(bucket.allowedThisSecond)},"dropped":${integerText(dropped)}}`
  const made = integerText(hitCount)
  return `"hitCount":${made},"totalHits":${hitCount === totalHits ? made : integerText(totalHits)},"rateLimit":${limit}`
}
