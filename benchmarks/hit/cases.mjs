const ref = (name) => ({ ref: name })
const placeholder = (dsl, json) => ({ dsl, json })

/** The names that an event of dd-trace shows. */
const localsOf = ({ debugger: { snapshot } }) => Object.values(snapshot.captures.lines)[0].locals

/**
 * What is measured: a point of ours, what an inspector does for the same purpose, and `rival`, a probe of dd-trace with
 * `shows`, what its last event has to hold; dd-trace has no metrics at lines. `events` says how many of the calls have to
 * make one, which is checked before anything counts. `frames` says how many frames of stack it shows, for V8 to collect them
 * beside it without anything else. `budget` is what a hit may cost at most, in nanoseconds, at the hit
 * and in all, and how many times as much the inspector has to take.
 */
export const cases = [
  {
    name: 'false condition',
    point: { condition: 'id < 0' },
    inspector: { condition: 'id < 0' },
    rival: {
      when: { dsl: 'id < 0', json: { lt: [ref('id'), 0] } },
      segments: [{ str: 'order ' }, placeholder('id', ref('id'))],
      shows: ({ message }) => message === 'order -1',
    },
    events: 'none',
    budget: { call: 100, ratio: 500 },
  },
  {
    name: 'over the rate limit',
    point: { rateLimit: { limitPerSecond: 0.001, burst: 1 } },
    inspector: { condition: 'performance.now() < 0' },
    rival: {
      captureSnapshot: true,
      sampling: { snapshotsPerSecond: 0.001 },
      shows: (event) => localsOf(event).id.value === '1',
    },
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
    rival: {
      segments: [
        { str: 'order ' },
        placeholder('id', ref('id')),
        { str: ' of ' },
        placeholder('customer.name', { getmember: [ref('customer'), 'name'] }),
        { str: ': ' },
        placeholder('sum', ref('sum')),
      ],
      shows: ({ message }) => /^order \d+ of Ada: 28$/.test(message),
    },
    events: 'every',
    dear: true,
  },
  {
    name: 'snapshot minimal',
    point: { snapshot: { maxDepth: 1, maxFrames: 0 } },
    inspector: { depth: 1 },
    rival: {
      captureSnapshot: true,
      capture: { maxReferenceDepth: 1 },
      shows: (event) => localsOf(event).customer.fields.name.value === 'Ada',
    },
    events: 'every',
    dear: true,
    budget: { call: 5000, all: 12_000, ratio: 100 },
  },
  {
    name: 'snapshot no stack',
    point: { snapshot: { maxFrames: 0 } },
    inspector: { depth: 3 },
    events: 'every',
    dear: true,
    budget: { call: 5000, all: 12_000, ratio: 100 },
  },
  {
    name: 'snapshot default',
    point: {},
    frames: 10,
    inspector: { depth: 3 },
    rival: {
      captureSnapshot: true,
      capture: { maxReferenceDepth: 3 },
      shows: (event) => localsOf(event).customer.fields.address.fields.city.value === 'London',
    },
    events: 'every',
    dear: true,
    budget: { call: 5000, all: 12_000, ratio: 100 },
  },
]
