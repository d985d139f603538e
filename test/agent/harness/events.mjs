import { RingStore, startSink } from '@debugin/sink'
import { afterwards } from './afterwards.mjs'
import { within } from './deadline.mjs'

/** A real sink on a port of its own, whose events a test can wait for. */
export async function startEvents(context, port = 0, options = {}) {
  const store = new NotingStore({ capacity: 100_000, capacityBytes: 1e9 })
  const sink = await startSink({ port, store, ...options })
  afterwards(context, () => sink.stop())
  const { events } = store
  /** Resolves to the events that pass the test, once there are so many. */
  const some = (count, what, test) => {
    const found = () => events.filter(test)
    const enough = () => (found().length >= count ? found() : undefined)
    const wanted = () => `${count} × ${what}; there are ${found().length} among ${countNames(events)}`
    return within(wanted, store.when(enough))
  }
  const of = (names, probeId) => (event) => names.includes(event.name) && event.payload.probeId === probeId
  return {
    url: sink.url,
    /** All that came, in the order it came. */
    all: events,
    some,
    named: async (name) => (await some(1, name, (event) => event.name === name))[0],
    /** Events that hits of a point made. */
    hits: (id, count = 1) => some(count, `hits of ${id}`, of(HITS, id)),
    hit: async (id) => (await some(1, `hits of ${id}`, of(HITS, id)))[0],
    errors: (id, name, count = 1) => some(count, `${name} of ${id}`, of([name], id)),
    /** Those that are there now. */
    hitsSoFar: (id) => events.filter(of(HITS, id)),
  }
}

/** How many there are of each name: `3 × probe.hit.snapshot`. */
function countNames(events) {
  const counts = new Map()
  for (const { name } of events) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].map(([name, count]) => `${count} × ${name}`).join(', ')
}

const HITS = ['probe.hit.snapshot', 'probe.hit.logpoint']

/** Tells when something new has come. */
class NotingStore extends RingStore {
  events = []
  #waiting = new Set()

  async append(events) {
    const isNew = await super.append(events)
    events.forEach((event, index) => {
      if (isNew[index]) this.events.push(JSON.parse(event.text))
    })
    for (const check of this.#waiting) check()
    return isNew
  }

  when(ask) {
    return new Promise((resolve) => {
      const check = () => {
        const answer = ask()
        if (answer === undefined) return
        this.#waiting.delete(check)
        resolve(answer)
      }
      this.#waiting.add(check)
      check()
    })
  }
}
