import type { Delivery } from './delivery/delivery'
import type { PointAccount } from './points/pointRecord'

/** The answer of GET /stats. */
export interface Stats {
  /** The share of one core that probes may take, or `off`. */
  cpuBudget: number | 'off'
  /** Seconds since the agent started. */
  uptime: number
  /** Nanoseconds that all points took of the program's thread. */
  spentNs: number
  /** The share of one core that this is, since the agent started. */
  share: number
  points: PointAccount[]
  /** What became of their events. */
  delivery: ReturnType<Delivery['state']>
}

/** What the points have cost the program so far. */
export function describeStats(
  points: PointAccount[],
  cpuBudget: number | 'off',
  startedAt: number,
  delivery: Stats['delivery'],
): Stats {
  const uptime = Math.max(Date.now() - startedAt, 1) / 1000
  const spentNs = points.reduce((sum, point) => sum + point.spentNs, 0)
  return { cpuBudget, uptime, spentNs, share: spentNs / 1e9 / uptime, points, delivery }
}
