import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describeMachine } from '../bin/machine.mjs'
import { describeSpread } from '../idle/statistics.mjs'
import { loadVariant, rewriteFiles } from '../idle/variants.mjs'

const require = createRequire(import.meta.url)

const SERVER = fileURLToPath(new URL('child/server.js', import.meta.url))
const SERVERS = ['express', 'fastify']
const PATH = '/orders/7?items=tea:2,cup:1,pot:3'
const ANSWER = { id: '7', total: 118 }

/** Connections at once, and seconds of load before and while it counts. */
const CONNECTIONS = 20
const SECONDS = { warmUp: 2, timed: 4 }
const QUICK_SECONDS = { warmUp: 1, timed: 1 }

export const purpose = 'requests a second of servers whose every file is woven, packages included, and no probe on'

/**
 * Measures every server on every chosen Node, plain and in every variant in turns, and prints a row for each; gives
 * `[{ node, rows }]`. `only` chooses servers by name.
 */
export async function runScenario({ only = SERVERS, variants, processes, nodes, environment, quick }, print) {
  const unknown = only.filter((name) => !SERVERS.includes(name))
  if (unknown.length > 0) throw new Error(`There is no server ${unknown.join(', ')}; there are ${SERVERS.join(', ')}`)
  const seconds = quick ? QUICK_SECONDS : SECONDS
  const folder = mkdtempSync(join(tmpdir(), 'debugin-servers-'))
  try {
    const results = []
    for (const node of nodes) {
      const version = (
        await promisify(execFile)(node, ['-p', 'process.versions.node'], { env: environment })
      ).stdout.trim()
      print(`\nNode ${version}, ${describeMachine()}; ${processes} processes each, ${seconds.timed} s\n`)
      const rows = []
      for (const server of only) {
        const found = await measureServer(node, server)
        for (const row of found) print(renderRow(row))
        rows.push(...found)
      }
      results.push({ node: version, rows })
    }
    return results
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }

  async function measureServer(node, server) {
    const { files } = await withServer(node, { server, texts: null, survey: true }, (port) => check(port, server))
    const contenders = [{ name: 'plain', job: { server, texts: null }, found: [] }]
    for (const variant of variants.map(loadVariant)) {
      const { texts, text } = await rewriteFiles(variant, files)
      const path = join(folder, `${server}-${variant.name}.json`)
      writeFileSync(path, JSON.stringify(texts))
      contenders.push({ name: variant.name, job: { server, texts: path }, text, found: [] })
    }
    for (let round = 0; round < processes; round++) {
      for (const { name, job, found } of round % 2 === 0 ? contenders : [...contenders].reverse()) {
        await withServer(node, job, async (port) => {
          await check(port, `${server}, ${name}`)
          await load(port, seconds.warmUp)
          found.push(await load(port, seconds.timed))
        })
      }
    }
    const [plain, ...others] = contenders
    return others.map((other) => compare(server, plain, other))
  }

  async function withServer(node, job, use) {
    const child = fork(SERVER, [JSON.stringify(job)], { execPath: node, env: environment, execArgv: [] })
    try {
      const gone = once(child, 'exit').then(([code]) => Promise.reject(new Error(`${job.server} ended with ${code}`)))
      gone.catch(() => {})
      const [message] = await Promise.race([once(child, 'message'), gone])
      await use(message.port)
      return message
    } finally {
      child.kill()
    }
  }
}

/** The right answer, before anything counts. */
async function check(port, what) {
  const { id, total } = await (await fetch(`http://127.0.0.1:${port}${PATH}`)).json()
  if (id !== ANSWER.id || total !== ANSWER.total) throw new Error(`${what} answers ${total} for order ${id}`)
}

async function load(port, duration) {
  const url = `http://127.0.0.1:${port}${PATH}`
  // Other scenarios do without.
  const autocannon = require('autocannon')
  const { requests, latency, non2xx, errors } = await autocannon({ url, connections: CONNECTIONS, duration })
  if (non2xx + errors > 0) throw new Error(`${non2xx} answers were not 2xx, ${errors} requests failed`)
  return { perSecond: requests.average, p99: latency.p99 }
}

function compare(server, plain, { name, text, found }) {
  const spread = (list, what) => describeSpread(list.map((one) => one[what]))
  const [plainRate, rate] = [plain.found, found].map((list) => spread(list, 'perSecond'))
  const [plainP99, p99] = [plain.found, found].map((list) => spread(list, 'p99'))
  return {
    server,
    variant: name,
    text,
    perSecond: { plain: plainRate, other: rate },
    p99: { plain: plainP99, other: p99 },
    best: rate.max / plainRate.max,
    median: rate.median / plainRate.median,
    latency: p99.median / plainP99.median,
  }
}

function renderRow({ server, variant, text, perSecond, p99, best, median, latency }) {
  const show = ({ min, median: middle, max }) => `${Math.round(middle)} (${Math.round(min)}–${Math.round(max)})`
  const rates = `plain ${show(perSecond.plain)} requests/s, woven ${show(perSecond.other)}`
  const ratios = `best ×${best.toFixed(3)}, median ×${median.toFixed(3)}`
  const tail = `p99 ${p99.plain.median} → ${p99.other.median} ms, ×${latency.toFixed(2)}`
  return `${server.padEnd(8)} ${variant.padEnd(10)} ${rates}   ${ratios}   ${tail}   ${text.changed} files`
}
