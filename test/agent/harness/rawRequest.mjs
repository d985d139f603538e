import { request } from 'node:http'

/**
 * Sends a request with exactly these headers, which `fetch` does not let a client do: another Host, or none of a body's.
 * The body of the answer is read where it is JSON; another one is its text.
 *
 * @param chunks sent one after the other, without a declared length where there is more than one
 */
export function rawRequest(url, { method = 'GET', path = '/', headers = {}, chunks = [] }) {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url)
    const sent = request({ hostname, port, method, path, headers, agent: false }, async (response) => {
      let text = ''
      for await (const chunk of response.setEncoding('utf8')) text += chunk
      const isJson = response.headers['content-type']?.startsWith('application/json') === true
      const body = isJson && text !== '' ? JSON.parse(text) : text || null
      resolve({ status: response.statusCode, headers: response.headers, body })
    })
    sent.once('error', reject)
    for (const chunk of chunks.slice(0, -1)) sent.write(chunk)
    sent.end(chunks.at(-1))
  })
}
