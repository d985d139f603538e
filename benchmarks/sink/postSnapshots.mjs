import { randomUUID } from 'node:crypto'
import { request } from 'node:http'

/** Points that the snapshots are of, in turns: `probe-0` and so on. */
export const POINTS = 20

/**
 * Posts a batch of so many snapshots, each as large as that of a small function with a short stack.
 *
 * @returns bytes of the request, when the sink has taken it
 */
export async function postSnapshots(agent, url, count) {
  const body = batch(count)
  await send(agent, url, body)
  return body.length
}

function send(agent, url, body) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const sent = request(`${url}/api/events`, { agent, method: 'POST', headers }, (response) => {
      response.resume().once('end', () => {
        if (response.statusCode === 200) resolve()
        else reject(new Error(`the sink answered ${response.statusCode}`))
      })
    })
    sent.once('error', reject)
    sent.end(body)
  })
}

let made = 0

function batch(count) {
  const texts = Array.from({ length: count }, () => {
    const n = made++
    const frames = Array.from({ length: 5 }, (_, i) => ({ ...FRAME, line: i }))
    const locals = { order: { id: n, lines: [{ sku: 'tea', quantity: 2 }], customer: { name: 'Ada', tags: ['vip'] } } }
    const payload = {
      ...PAYLOAD,
      probeId: `probe-${n % POINTS}`,
      hitCount: n,
      snapshot: { arguments: locals, locals },
      stack: frames,
    }
    return JSON.stringify({ ...ENVELOPE, timestamp: new Date().toISOString(), id: randomUUID(), payload })
  })
  return `[${texts.join()}]`
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
