import { createServer } from 'node:http'

/**
 * A sink that answers as a test wants.
 *
 * @param settings `batch` as its /health says; `answer` is given the events of a request and how many requests came
 *   before it, and gives `{ status, body, headers }`, or nothing for one that is never answered
 */
export async function startFakeSink(context, { batch = false, answer }) {
  const requests = []
  const server = createServer(async (request, response) => {
    if (request.url === '/health') return response.end(JSON.stringify({ status: 'healthy', batch }))
    let text = ''
    for await (const chunk of request.setEncoding('utf8')) text += chunk
    const events = [JSON.parse(text)].flat()
    const answered = answer(events, requests.length)
    requests.push({ events, status: answered?.status ?? null })
    if (answered === undefined) return
    response.writeHead(answered.status, { 'content-type': 'application/json', ...answered.headers })
    response.end(JSON.stringify(answered.body ?? {}))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  context.after(() => {
    server.close()
    server.closeAllConnections()
  })
  return { url: `http://127.0.0.1:${server.address().port}`, requests }
}
