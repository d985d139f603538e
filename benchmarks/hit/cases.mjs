/**
 * What is measured: a probe of ours, and what an inspector does for the same purpose; null where it has nothing like it.
 * `events` says how many of the calls have to make one, which is checked before anything counts.
 */
export const cases = [
  {
    name: 'false condition',
    probe: { condition: 'id < 0' },
    inspector: { condition: 'id < 0' },
    events: 'none',
  },
  {
    name: 'over the rate limit',
    probe: { rateLimit: { limitPerSecond: 0.001, burst: 1 } },
    inspector: null,
    events: 'first',
  },
  {
    name: 'logpoint',
    probe: { message: 'order {id} of {customer.name}: {sum}' },
    // A breakpoint whose condition does the work and is false: the inspector's own way, without a pause.
    inspector: {
      condition: "(globalThis.logged ??= []).push('order ' + id + ' of ' + customer.name + ': ' + sum), false",
    },
    events: 'every',
  },
  {
    name: 'snapshot, minimal',
    probe: { snapshot: { maxDepth: 1, maxFrames: 0 } },
    inspector: { depth: 1 },
    events: 'every',
  },
  {
    name: 'snapshot, default',
    probe: {},
    inspector: { depth: 3 },
    events: 'every',
  },
]
