/** How much larger the one group of values is than the other. */
export interface Shift {
  /** The middle one of all differences between a value of the one and a value of the other (Hodges and Lehmann). */
  middle: number
  /** Between these it lies, with the confidence that was asked for. Infinite where there are too few values to say. */
  low: number
  high: number
}

/**
 * Compares two groups of values by their ranks, so that it does not matter how they are distributed. The interval is
 * the one that belongs to the test of Mann and Whitney, exact for any number of values: 0 lies outside it where that test
 * finds a difference. https://en.wikipedia.org/wiki/Hodges–Lehmann_estimator
 *
 * @param confidence such as 0.99
 */
export function measureShift(before: readonly number[], after: readonly number[], confidence: number): Shift {
  const differences = after.flatMap((later) => before.map((earlier) => later - earlier)).sort((a, b) => a - b)
  const cut = outermost(before.length, after.length, (1 - confidence) / 2)
  return {
    middle: middleOf(differences),
    low: differences[cut - 1] ?? Number.NEGATIVE_INFINITY,
    high: cut === 0 ? Number.POSITIVE_INFINITY : (differences[differences.length - cut] ?? Number.POSITIVE_INFINITY),
  }
}

/** The median. */
export function middleOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  const upper = sorted[half] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2
}

/** How many of the ordered differences lie outside the interval at either end, one more; 0: there is no such interval. */
function outermost(before: number, after: number, tail: number): number {
  const counts = countOrders(before, after)
  const all = counts.reduce((sum, count) => sum + count, 0)
  let cut = 0
  for (let seen = counts[0] ?? 0; seen <= tail * all && cut * 2 < before * after; seen += counts[cut] ?? 0) cut++
  return cut
}

/**
 * In how many of the ways to order two groups a value of the one stands before a value of the other n times, for each n:
 * the coefficients of a Gaussian binomial, Π (1 − qᵐ⁺ⁱ) / (1 − qⁱ).
 */
function countOrders(before: number, after: number): number[] {
  const counts = new Array<number>(before * after + 1).fill(0)
  counts[0] = 1
  for (let i = 1; i <= after; i++) {
    for (let n = counts.length - 1; n >= before + i; n--) counts[n] = at(counts, n) - at(counts, n - before - i)
    for (let n = i; n < counts.length; n++) counts[n] = at(counts, n) + at(counts, n - i)
  }
  return counts
}

function at(counts: readonly number[], n: number): number {
  return counts[n] as number
}
