import { createServer } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { afterwards } from './afterwards.mjs'

/**
 * A sink that answers as a test wants.
 *
 * @param settings `batch` and `encodings` as its /health says; `answer` is given the events of a request and how many
 *   requests came before it, and gives `{ status, body, headers }`, or `{ raw }` for bytes after which the connection is
 *   cut, or nothing for a request that is never answered; or a promise of that
 */
export async function startFakeSink(context, { batch = false, encodings = [], port = 0, answer }) {
  const requests = []
  const server = createServer(async (request, response) => {
    if (request.url === '/health') return response.end(JSON.stringify({ status: 'healthy', batch, encodings }))
    const sent = Buffer.concat(await request.toArray())
    const text = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent).toString()
    const parsed = JSON.parse(text)
    const events = [parsed].flat()
    const answered = await answer(events, requests.length)
    requests.push({ events, parsed, text, headers: request.headers, status: answered?.status ?? null })
    if (answered === undefined) return
    if (answered.raw !== undefined) return response.socket.end(answered.raw)
    response.writeHead(answered.status, { 'content-type': 'application/json', ...answered.headers })
    response.end(JSON.stringify(answered.body ?? {}))
  })
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve))
  afterwards(context, () => {
    server.close()
    server.closeAllConnections()
  })
  return { url: `http://127.0.0.1:${server.address().port}`, requests }
}
