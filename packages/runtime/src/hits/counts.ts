import type { ActiveProbe } from './activeProbe'

/** JSON text of what an event tells of its probe's counts, without braces. */
export function countsText(probe: ActiveProbe): string {
  const { hitCount, totalHits, dropped, bucket } = probe
  const limit = `{"allowedThisSecond":${bucket.allowedThisSecond},"dropped":${dropped}}`
  return `"hitCount":${hitCount},"totalHits":${totalHits},"rateLimit":${limit}`
}
