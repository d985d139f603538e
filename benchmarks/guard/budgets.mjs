/**
 * What a short slice of the benchmarks must keep to. A hit keeps to the budget of whole runs; idle code has 1.02 there, which
 * four processes cannot tell from 1.05, and weaving, which misses its 8, must not become slower.
 */
export const budgets = [
  {
    name: 'idle',
    says: 'woven and idle ÷ plain, geometric mean of the fastest processes',
    atMost: 1.05,
  },
  {
    name: 'hit',
    says: 'an inspector with a false condition ÷ a probe with it',
    atLeast: 500,
  },
  {
    name: 'load',
    says: 'istanbul-lib-instrument ÷ weaving, cold',
    atLeast: 3,
  },
]
