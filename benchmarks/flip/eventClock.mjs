import { createServer } from 'node:http'

/** How long an event may take, in ms. */
const PATIENCE_MS = 30_000

/**
 * A stand-in for a sink that notes when events arrive: `url`, `first(probeId)`, a promise of the time (as
 * performance.now() has it) of the first event of a probe, and `stop()`.
 */
export async function startEventClock() {
  const seen = new Map()
  const waiting = new Map()
  const take = ({ payload: { probeId } = {} }, at) => {
    if (probeId === undefined || seen.has(probeId)) return
    seen.set(probeId, at)
    waiting.get(probeId)?.(at)
  }
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text) => (body += text))
    request.on('end', () => {
      const at = performance.now()
      if (request.method === 'POST') for (const event of [JSON.parse(body)].flat()) take(event, at)
      response.setHeader('content-type', 'application/json').end('{"status":"accepted"}')
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    first: (probeId) =>
      new Promise((resolve, reject) => {
        if (seen.has(probeId)) return resolve(seen.get(probeId))
        const timer = setTimeout(() => reject(new Error(`no event of ${probeId} came`)), PATIENCE_MS)
        waiting.set(probeId, (at) => {
          clearTimeout(timer)
          resolve(at)
        })
      }),
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}
