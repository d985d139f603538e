import type { ActiveProbe } from '@debugin/runtime'
import type { ProbeCounts } from '../link/messages'

/** What a probe has counted, as the agent's thread is told. */
export function countsOf({ id, hitCount, totalHits, dropped, expired, waits, sums }: ActiveProbe): ProbeCounts {
  return { id, hitCount, totalHits, dropped, expired, waits, series: sums?.read() ?? [] }
}
