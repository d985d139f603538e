'use strict'

// A stand-in for a sink on another machine: it takes batches as the sink does and only keeps the bodies, so that this
// machine has as little to do for it as it would have there. Says its URL. GET /count says how many hits it got since it was
// last asked, and forgets them.

const { createServer } = require('node:http')
const { gunzipSync } = require('node:zlib')

const HEALTH = { status: 'ok', batch: true, encodings: ['gzip'] }

/** Requests as they came: `{ body, isCompressed }`. */
let requests = []

/** Different events among them that points have made. */
function count() {
  const ids = new Set()
  for (const { body, isCompressed } of requests) {
    const events = JSON.parse(isCompressed ? gunzipSync(body) : body)
    for (const { name, id } of [events].flat()) if (name.startsWith('probe.hit.')) ids.add(id)
  }
  requests = []
  return ids.size
}

const server = createServer((request, response) => {
  const answer = (value) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value))
  if (request.url === '/health') return answer(HEALTH)
  if (request.url === '/count') return answer(count())
  const chunks = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    requests.push({ body: Buffer.concat(chunks), isCompressed: request.headers['content-encoding'] === 'gzip' })
    answer({ status: 'accepted' })
  })
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
