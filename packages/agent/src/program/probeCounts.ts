import type { ActiveProbe } from '@debugin/runtime'
import type { ProbeCounts } from '../link/messages'

/** What a probe has counted, as the agent's thread is told. */
export function countsOf(probe: ActiveProbe): ProbeCounts {
  const { id, hitCount, totalHits, dropped, expired, waits, backsOffMs, errors, spentMs, characters, sums } = probe
  const spentNs = Math.round(spentMs * 1e6)
  const series = sums?.read() ?? []
  return { id, hitCount, totalHits, dropped, expired, waits, backsOffMs, errors, spentNs, bytes: characters, series }
}
