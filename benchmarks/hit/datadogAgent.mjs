import { createServer } from 'node:http'

/** What dd-trace has to find in the answer to /info, so that it sends events where its newest agent takes them. */
const ENDPOINTS = ['/v0.4/traces', '/v0.7/config', '/debugger/v1/diagnostics', '/debugger/v2/input']

/**
 * A stand-in for the agent that dd-trace reports to, on loopback: takes everything, configures nothing, and notes what
 * happens to probes: `url`, `stop()`, and at `/seen/<id of a probe>` `{ statuses, events: how many, last: the event }`.
 */
export async function startDatadogAgent() {
  const seen = new Map()
  const of = (id) => {
    if (!seen.has(id)) seen.set(id, { statuses: [], events: 0, last: null })
    return seen.get(id)
  }
  const takers = {
    '/debugger/v1/diagnostics': (body) => {
      for (const { debugger: about } of jsonWithin(body)) {
        of(about.diagnostics.probeId).statuses.push(about.diagnostics.status)
      }
    },
    '/debugger/v2/input': (body) => {
      for (const event of JSON.parse(body)) {
        const probe = of(event.debugger.snapshot.probe.id)
        probe.events++
        probe.last = event
      }
    },
  }
  const answer = (path, body) => {
    if (path === '/info') return { version: '7.77.0', endpoints: ENDPOINTS }
    if (path.startsWith('/seen/')) return of(path.slice('/seen/'.length))
    takers[path]?.(body)
    return {}
  }
  const server = createServer(async (request, response) => {
    const chunks = await request.toArray()
    const { pathname } = new URL(request.url, 'http://agent')
    const found = answer(pathname, Buffer.concat(chunks).toString())
    response.setHeader('content-type', 'application/json').end(JSON.stringify(found))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The list in a form of one field. */
function jsonWithin(form) {
  return JSON.parse(form.slice(form.indexOf('['), form.lastIndexOf(']') + 1))
}
