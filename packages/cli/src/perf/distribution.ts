/** How the values of one run are spread. */
export interface Spread {
  mean: number
  median: number
  p95: number
  p99: number
}

/**
 * Tells how values are spread of which a histogram has counted how many lie below each bound. The mean is exact;
 * quantiles lie between the bounds around them, in proportion.
 *
 * @param counts one more than there are bounds: the last is for values above them all
 * @param sum of all values
 */
export function describeDistribution(bounds: readonly number[], counts: readonly number[], sum: number): Spread {
  const count = counts.reduce((all, one) => all + one, 0)
  const mean = sum / count
  // All in one bucket: they are nearer to their mean than any bound.
  if (counts.filter((one) => one > 0).length === 1) return { mean, median: mean, p95: mean, p99: mean }
  const at = (share: number): number => quantile(bounds, counts, share * count)
  return { mean, median: at(0.5), p95: at(0.95), p99: at(0.99) }
}

/** @param rank how many values lie below */
function quantile(bounds: readonly number[], counts: readonly number[], rank: number): number {
  let below = 0
  for (const [index, count] of counts.entries()) {
    if (count > 0 && below + count >= rank) return between(bounds, index, (rank - below) / count)
    below += count
  }
  return bounds.at(-1) ?? Number.NaN
}

/** What lies at a share of the way through a bucket. The outermost have no end: their one bound stands for them. */
function between(bounds: readonly number[], index: number, share: number): number {
  const low = bounds[index - 1]
  const high = bounds[index]
  if (low === undefined) return high ?? Number.NaN
  return high === undefined ? low : low + (high - low) * share
}
