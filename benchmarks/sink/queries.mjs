import { quantile } from '../idle/statistics.mjs'
import { POINTS } from './postSnapshots.mjs'

/** How often each is asked, one after another. */
const TIMES = 50

/** Events that an answer holds at most, which is what callers get who ask for no number. */
const LIMIT = 100

/** What people ask a store for, each as the query of GET /api/events for its n-th time. */
const QUERIES = {
  'the latest': () => ({}),
  'of one point': (n) => ({ probe_id: `probe-${n % POINTS}` }),
  'of a type, further back': (n) => ({ event_type: 'probe.hit.snapshot', offset: String(1000 + n * LIMIT) }),
  'of an application, of the last minute': () => ({
    application: 'shop',
    since: new Date(Date.now() - 60_000).toISOString(),
  }),
}

/**
 * Asks a sink for events that it keeps.
 *
 * @returns `[{ name, p50, p99 }]` in ms, from the question to the whole answer
 * @throws Error for an answer that does not hold what was asked for
 */
export async function measureQueries(url) {
  const measured = []
  for (const [name, query] of Object.entries(QUERIES)) {
    const times = []
    for (let n = 0; n < TIMES; n++) times.push(await ask(url, name, query(n)))
    measured.push({ name, p50: quantile(times, 0.5), p99: quantile(times, 0.99) })
  }
  return measured
}

async function ask(url, name, query) {
  const began = performance.now()
  const response = await fetch(`${url}/api/events?${new URLSearchParams(query)}`)
  const { events } = await response.json()
  const time = performance.now() - began
  const { probe_id: point } = query
  const fits =
    events.length === LIMIT && events.every(({ payload }) => point === undefined || payload.probeId === point)
  if (!fits) throw new Error(`the sink answered ${events.length} events, or others, when asked for ${name}`)
  return time
}
