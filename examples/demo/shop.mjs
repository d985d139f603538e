import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { SHOP } from './prepare.mjs'
import { ask, waitFor } from './wait.mjs'

/** Ports after the one asked for that the agent may have had to take. */
const PORTS = 5

/** Milliseconds that the shop has to end by itself. */
const GRACE = 5000

/**
 * Starts the shop under the agent, as `debugin run` does, on free ports.
 *
 * @returns the URLs of the shop and of its control API, and a promise of its end
 */
export async function startShop(sinkUrl, cleanup) {
  const port = await freePort()
  const register = import.meta.resolve('@debugin/agent/register')
  const child = spawn(process.execPath, ['--import', register, 'dist/server.js'], {
    cwd: SHOP,
    env: shopEnvironment({ DEBUGIN_CONTROL_API_PORT: String(port), DEBUGIN_EVENT_SINK_URL: sinkUrl, PORT: '0' }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise((resolve) => child.once('close', resolve))
  process.once('exit', () => child.kill('SIGKILL'))
  cleanup.add(() => end(child, ended))

  let printed = ''
  const url = new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => reject(new Error(`the shop ended with ${signal ?? code}:\n${printed}`)))
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        printed += chunk
        const [, found] = /shop listening at (\S+)/.exec(printed) ?? []
        if (found !== undefined) resolve(found)
      })
    }
  })
  const shop = await waitFor('the shop to listen', url)
  return { url: shop, api: await ask('the control API', () => findApi(port, child.pid)), ended }
}

/** The control API of this very process: the port may have gone to another program meanwhile. */
async function findApi(first, pid) {
  for (let port = first; port < first + PORTS; port++) {
    const api = `http://127.0.0.1:${port}`
    const health = await fetch(`${api}/health`, { signal: AbortSignal.timeout(2000) }).then(
      (response) => response.json(),
      () => null,
    )
    if (health?.processes?.some((process) => process.pid === pid)) return api
  }
  return null
}

async function end(child, ended) {
  const timer = setTimeout(() => child.kill('SIGKILL'), GRACE)
  child.kill('SIGTERM')
  await ended
  clearTimeout(timer)
}

/** What the shell says to another agent is not meant for this one. */
function shopEnvironment(variables) {
  const own = Object.entries(process.env).filter(([name]) => !/^DEBUGIN_|^NODE_OPTIONS$/.test(name))
  return { ...Object.fromEntries(own), ...variables }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
