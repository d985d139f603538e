/**
 * What is measured: a point of ours, and what an inspector does for the same purpose. `events` says how many of the
 * calls have to make one, which is checked before anything counts. `budget` is what a hit may cost at most, in
 * nanoseconds, at the hit and in all, and how many times as much the inspector has to take.
 */
export const cases = [
  {
    name: 'false condition',
    point: { condition: 'id < 0' },
    inspector: { condition: 'id < 0' },
    events: 'none',
    budget: { call: 100, ratio: 500 },
  },
  {
    name: 'over the rate limit',
    point: { rateLimit: { limitPerSecond: 0.001, burst: 1 } },
    inspector: { condition: 'performance.now() < 0' },
    events: 'first',
  },
  {
    name: 'metric counter',
    type: 'metricpoint',
    point: { metric: { name: 'orders', kind: 'counter' } },
    inspector: { condition: '(globalThis.counted = (globalThis.counted ?? 0) + 1) < 0' },
    events: 'every',
  },
  {
    name: 'logpoint',
    type: 'logpoint',
    point: { message: 'order {id} of {customer.name}: {sum}' },
    // A breakpoint whose condition does the work and is false: the inspector's own way, without a pause.
    inspector: {
      condition: "(globalThis.logged ??= []).push('order ' + id + ' of ' + customer.name + ': ' + sum), false",
    },
    events: 'every',
    dear: true,
  },
  {
    name: 'snapshot minimal',
    point: { snapshot: { maxDepth: 1, maxFrames: 0 } },
    inspector: { depth: 1 },
    events: 'every',
    dear: true,
    budget: { call: 5000, all: 12_000, ratio: 100 },
  },
  {
    name: 'snapshot default',
    point: {},
    inspector: { depth: 3 },
    events: 'every',
    dear: true,
    budget: { call: 5000, all: 12_000, ratio: 100 },
  },
]
