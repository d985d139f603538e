/**
 * What a short slice of the benchmarks must keep to. They are looser than the budgets of whole runs, which RESULTS.md holds
 * the figures of: a slice is there to catch what went wrong, not to praise what is right.
 */
export const budgets = [
  {
    name: 'idle',
    says: 'woven and idle ÷ plain, geometric mean of the fastest processes',
    atMost: 1.1,
  },
  {
    name: 'hit',
    says: 'an inspector with a false condition ÷ a probe with it',
    atLeast: 100,
  },
  {
    name: 'load',
    says: 'istanbul-lib-instrument ÷ weaving, cold',
    atLeast: 2.5,
  },
]
