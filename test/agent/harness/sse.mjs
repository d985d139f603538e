import { request } from 'node:http'
import { until } from './deadline.mjs'

/** Follows a stream of Server-Sent Events; `frames` grows as they come. */
export async function follow(context, url, { read = true } = {}) {
  const sent = request(url, { agent: false })
  context.after(() => sent.destroy())
  const response = await new Promise((resolve, reject) => {
    sent.once('response', resolve).once('error', reject).end()
  })
  response.on('error', () => {})
  const frames = []
  const stream = {
    status: response.statusCode,
    headers: response.headers,
    frames,
    text: '',
    ended: false,
    close: () => sent.destroy(),
  }
  response.setEncoding('utf8')
  response.once('close', () => (stream.ended = true))
  const take = () =>
    response.on('data', (chunk) => {
      const parts = (stream.text + chunk).split('\n\n')
      stream.text = parts.pop()
      for (const part of parts) frames.push(frameOf(part))
    })
  stream.read = take
  if (read) take()
  stream.until = (what, ask) => until(what, () => ask(frames.filter(({ data }) => data !== undefined)))
  return stream
}

function frameOf(part) {
  const frame = {}
  for (const line of part.split('\n')) {
    const [, field, value] = /^([^:]*): ?(.*)$/.exec(line)
    frame[field === '' ? 'comment' : field] = field === 'data' ? JSON.parse(value) : value
  }
  return frame
}
