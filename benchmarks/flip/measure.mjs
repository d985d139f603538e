import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { BUSY_LINE, MANY, manyLine } from './program.mjs'

const SERVER = fileURLToPath(new URL('child/server.js', import.meta.url))

/** How long the server is watched after each change, in ms, and how many points are set at once. */
const WINDOW_MS = 300
const AT_ONCE = 16

/**
 * One process: a gate opened and closed `flips` times, then many at once. Gives ms: `event` from POST to the first event
 * for each flip; `quiet`, `open` and `close`, the longest turn of the server's event loop meanwhile; `many`, how long
 * 1,000 probes took to be set and removed, and the longest turns of that.
 */
export async function measureFlips({ node, environment, program, clock, flips }) {
  const child = fork(SERVER, [program, clock.url], { execPath: node, env: environment, execArgv: [] })
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`the server ended with ${code}`)))
  ended.catch(() => {})
  const nextMessage = async () => (await Promise.race([once(child, 'message'), ended]))[0]
  try {
    const { url } = await nextMessage()
    const look = async () => {
      child.send('look')
      return (await nextMessage()).longest
    }
    const times = { event: [], quiet: [], open: [], close: [] }
    for (let flip = 0; flip < flips; flip++) await flipOnce(url, clock, look, times)
    return { ...times, many: await flipMany(url, look) }
  } finally {
    child.removeAllListeners('exit')
    child.kill()
  }
}

async function flipOnce(url, clock, look, times) {
  await look()
  await pause()
  times.quiet.push(await look())
  const began = performance.now()
  const { id } = await call(url, 'POST', '/tracepoints', { file: 'program.js', line: BUSY_LINE })
  times.event.push((await clock.first(id)) - began)
  await pause()
  times.open.push(await look())
  await call(url, 'DELETE', `/points/${id}`)
  await pause()
  times.close.push(await look())
}

async function flipMany(url, look) {
  const ids = []
  await look()
  const began = performance.now()
  await inBatches(async (index) => {
    // A condition that never holds: what counts here is the switching.
    const body = { file: 'program.js', line: manyLine(index), condition: 'n < 0' }
    const { id, status } = await call(url, 'POST', '/tracepoints', body)
    if (status !== 'active') throw new Error(`point ${index} is ${status}`)
    ids.push(id)
  })
  const setMs = performance.now() - began
  await pause()
  const setPause = await look()
  const points = await call(url, 'GET', '/points')
  if (points.length !== MANY) throw new Error(`${points.length} of ${MANY} points are set`)
  const beganRemoving = performance.now()
  await inBatches((index) => call(url, 'DELETE', `/points/${ids[index]}`))
  const removeMs = performance.now() - beganRemoving
  await pause()
  return { setMs, removeMs, setPause, removePause: await look() }
}

async function inBatches(run) {
  for (let first = 0; first < MANY; first += AT_ONCE) {
    const count = Math.min(AT_ONCE, MANY - first)
    await Promise.all(Array.from({ length: count }, (_, at) => run(first + at)))
  }
}

async function call(url, method, path, body) {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path} answers ${response.status}: ${text}`)
  return text === '' ? null : JSON.parse(text)
}

function pause() {
  return new Promise((resolve) => setTimeout(resolve, WINDOW_MS))
}
