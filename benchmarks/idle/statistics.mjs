// The arithmetic of a comparison. A process counts as one value, because V8 settles into one set of inlining decisions
// per process: many iterations in one process tell nothing about the next.

/**
 * Which of its timed iterations, or batches of them, a process stands for, from the fastest (0) to the slowest (1). Whatever disturbs a
 * process makes it slower, never faster, so the fast end is the program's own speed. On a shared machine the medians of
 * processes that ran the same text lay a factor of 1.6 apart, these 1.35. Not the very fastest: that one may just have
 * met no garbage collection.
 */
export const UNDISTURBED = 0.05

/** The value below which the share `q` (0–1) of `values` lies, interpolated between neighbours. */
export function quantile(values, q) {
  if (values.length === 0) throw new RangeError('There is no quantile of no values')
  const sorted = [...values].sort((a, b) => a - b)
  const place = (sorted.length - 1) * q
  const below = sorted[Math.floor(place)]
  return below + (sorted[Math.ceil(place)] - below) * (place - Math.floor(place))
}

export function median(values) {
  return quantile(values, 0.5)
}

export function geometricMean(values) {
  if (values.length === 0) throw new RangeError('There is no mean of no values')
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length)
}

/** `{ min, q1, median, q3, max }` of `values`. */
export function describeSpread(values) {
  const [min, q1, middle, q3, max] = [0, 0.25, 0.5, 0.75, 1].map((q) => quantile(values, q))
  return { min, q1, median: middle, q3, max }
}

/** As `describeSpread`, of ratios; with their geometric `mean` and its standard `error`, which is one in terms of it; 0 of one alone. */
export function describeRatios(values) {
  const mean = geometricMean(values)
  const squares = values.reduce((sum, value) => sum + Math.log(value / mean) ** 2, 0)
  const error = values.length === 1 ? 0 : Math.sqrt(squares / (values.length - 1) / values.length)
  return { ...describeSpread(values), mean, error }
}

/**
 * What `other` costs in terms of `plain`, both arrays of processes as child/measure.js prints them. A process stands
 * for one of its fastest iterations. `best`: fastest process against fastest; `median`: middle against middle; `early`:
 * the same of loading and first iterations; `spread`: over processes, ms per iteration.
 */
export function compareProcesses(plain, other) {
  const [plainSpread, otherSpread] = [plain, other].map((processes) =>
    describeSpread(processes.map(({ timed }) => quantile(timed, UNDISTURBED))),
  )
  return {
    best: otherSpread.min / plainSpread.min,
    median: otherSpread.median / plainSpread.median,
    early: median(other.map(({ early }) => early)) / median(plain.map(({ early }) => early)),
    spread: { plain: plainSpread, other: otherSpread },
  }
}

/** Geometric means of `comparisons`, and the worst `best` among them. */
export function summarize(comparisons) {
  const mean = (key) => geometricMean(comparisons.map((comparison) => comparison[key]))
  return {
    programs: comparisons.length,
    best: mean('best'),
    median: mean('median'),
    early: mean('early'),
    worst: Math.max(...comparisons.map(({ best }) => best)),
  }
}
