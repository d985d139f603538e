import { randomFillSync, randomUUID } from 'node:crypto'
import { request } from 'node:http'

/** Points that the snapshots of a batch are of, in turns: `probe-0` and so on. */
export const POINTS = 20

/**
 * Makes batches of so many snapshots, each as large as that of a small function with a short stack. Whoever sends them
 * has a core in common with the sink on a small machine: so the text is made once, and a batch is a copy of it with ids
 * and a time of its own.
 *
 * @returns a function that gives the next batch
 */
export function prepareBatches(count) {
  const text = `[${Array.from({ length: count }, (_, n) => JSON.stringify(snapshot(n))).join()}]`
  const template = Buffer.from(text, 'latin1')
  const placesOf = (pattern) => [...text.matchAll(pattern)].map(({ index, 1: before }) => index + before.length)
  const times = placesOf(/("timestamp":")\d/g)
  const ids = placesOf(/("id":")[\da-f]{8}-/g)
  const random = Buffer.alloc(count * 16)
  return () => {
    const batch = Buffer.from(template)
    const time = new Date().toISOString()
    for (const place of times) batch.latin1Write(time, place)
    const digits = randomFillSync(random).toString('hex')
    for (const [n, place] of ids.entries()) writeId(batch, place, digits, n * 32)
    return batch
  }
}

/** Over the digits of a UUID; its dashes and the digit of its version stay. */
function writeId(batch, place, digits, at) {
  batch.latin1Write(digits.slice(at, at + 8), place)
  batch.latin1Write(digits.slice(at + 8, at + 12), place + 9)
  batch.latin1Write(digits.slice(at + 12, at + 15), place + 15)
  batch.latin1Write(digits.slice(at + 15, at + 18), place + 20)
  batch.latin1Write(digits.slice(at + 18, at + 30), place + 24)
}

/**
 * Posts a batch to a sink.
 *
 * @returns a promise, fulfilled when the sink has taken it
 */
export function postBatch(agent, url, batch) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': batch.length }
    const sent = request(`${url}/api/events`, { agent, method: 'POST', headers }, (response) => {
      response.resume().once('end', () => {
        if (response.statusCode === 200) resolve()
        else reject(new Error(`the sink answered ${response.statusCode}`))
      })
    })
    sent.once('error', reject)
    sent.end(batch)
  })
}

function snapshot(n) {
  const frames = Array.from({ length: 5 }, (_, i) => ({ ...FRAME, line: i }))
  const locals = { order: { id: n, lines: [{ sku: 'tea', quantity: 2 }], customer: { name: 'Ada', tags: ['vip'] } } }
  const payload = {
    ...PAYLOAD,
    probeId: `probe-${n % POINTS}`,
    hitCount: n,
    snapshot: { arguments: locals, locals },
    stack: frames,
  }
  return { ...ENVELOPE, timestamp: new Date().toISOString(), id: randomUUID(), payload }
}

const FRAME = {
  file: '/srv/shop/src/price.js',
  line: 1,
  column: 4,
  function: 'price',
  method: 'price',
  className: null,
}
const PAYLOAD = {
  probeType: 'tracepoint',
  file: 'src/price.js',
  line: 12,
  method: 'price',
  condition: null,
  totalHits: 1,
}
const ENVELOPE = {
  name: 'probe.hit.snapshot',
  client: {
    hostname: 'web-1',
    applicationName: 'shop',
    applicationInstanceId: 'web-1:42',
    agentVersion: '0.1.0',
    runtime: 'node',
    runtimeVersion: '20.20.2',
  },
}
