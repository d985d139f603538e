import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { startSink } from '@debugin/sink'
import { afterwards } from '../agent/harness/afterwards.mjs'
import { freePort } from '../agent/harness/freePort.mjs'
import { temporaryFolder } from '../agent/harness/temporaryFolder.mjs'
import { start, until } from './command.mjs'

/** Writes files into a folder of their own that goes with the test. */
export function writeTree(context, files, name = 'debugin-cli-') {
  const folder = temporaryFolder(context, name)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

/** A sink in the test's own process. */
export async function openSink(context, options = {}) {
  const sink = await startSink({ port: 0, ...options })
  afterwards(context, () => sink.stop())
  return {
    ...sink,
    events: async (query = '') => (await (await fetch(`${sink.url}/api/events?${query}`)).json()).events,
    post: (event) =>
      fetch(`${sink.url}/api/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(event),
      }),
  }
}

/** The lines of a shop that answers GET /<name>?<quantity> with a price. Line 5 holds `total`. */
export const SHOP = `import { createServer } from 'node:http'

function price(order, customer) {
  const each = 4
  const total = order.quantity * each
  if (total > 1000) throw new RangeError('too much for ' + customer.name)
  return { total, customer }
}

const server = createServer((request, response) => {
  const [name, quantity] = request.url.slice(1).split('?')
  try {
    response.end(JSON.stringify(price({ quantity: Number(quantity) }, { name, password: 'x' })))
  } catch (error) {
    response.writeHead(400).end(error.message)
  }
})
server.listen(0, '127.0.0.1', () => console.log('shop at http://127.0.0.1:' + server.address().port))
`

/** Runs the shop through \`debugin run\` and waits until it and its control API answer. */
export async function runShop(
  context,
  sinkUrl,
  { options = [], source = SHOP, file = 'src/shop.mjs', token = '' } = {},
) {
  const folder = writeTree(context, { 'package.json': '{"name":"corner-shop"}', [file]: source })
  const port = await freePort()
  const running = start(context, ['run', '--port', String(port), '--sink-url', sinkUrl, ...options, file], {
    cwd: folder,
  })
  const [, shop] = await running.shows(/shop at (\S+)/)
  // The port may have gone to somebody else meanwhile; then the agent has taken the next one.
  const url = await until('the control API', () => findApi(port, token))
  return {
    folder,
    url,
    running,
    api: ['--url', url],
    buy: (name, quantity) => fetch(`${shop}/${name}?${quantity}`).then((response) => response.text()),
    points: async () => (await fetch(`${url}/points`)).json(),
  }
}

async function findApi(first, token) {
  for (let port = first; port < first + 3; port++) {
    const url = `http://127.0.0.1:${port}`
    const health = await fetch(`${url}/health`, { headers: { authorization: `Bearer ${token}` } }).then(
      (response) => response.json(),
      () => null,
    )
    if (health?.application?.name === 'corner-shop') return url
  }
  return null
}
