/**
 * Runs test262 plain and woven, in shards side by side, and tells which tests differ; see README.md.
 *
 *     node test/test262/run.mjs --checkout ../test262 [--mode idle|armed|both] [--node BIN] [--filter RE]
 *                               [--jobs N] [--shards N] [--runner FILE]
 *
 * Ends with 1 when a test differs that skip.json does not list, or when one that it lists does not differ.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

const ROOT = resolve(import.meta.dirname, '../..')
const ADAPTER = join(import.meta.dirname, 'adapter.mjs')
const SKIPS = JSON.parse(readFileSync(join(import.meta.dirname, 'skip.json'), 'utf8'))

/** What the compiler is held to; the rest of test262 is about the library. */
const WHOLE = '^test/(language|annexB)/'

/** The last line of the runner: `v20.20.2 idle: 1797 ran, 0 differ, 55 fail plain, 239 skipped, of 1241 files`. */
const SUMMARY = /^(\S+) \w+: (\d+) ran, (\d+) differ, (\d+) fail plain, (\d+) skipped, of (\d+) files$/m

const { values: options } = parseArgs({
  options: {
    checkout: { type: 'string', default: process.env.TEST262 ?? '' },
    runner: { type: 'string', default: process.env.TEST262_RUNNER ?? join(ROOT, '../shared/tools/test262/run.mjs') },
    node: { type: 'string', default: process.execPath },
    mode: { type: 'string', default: 'both' },
    filter: { type: 'string', default: WHOLE },
    shards: { type: 'string', default: '20' },
    jobs: { type: 'string', default: String(availableParallelism()) },
  },
})
const modes = options.mode === 'both' ? ['idle', 'armed'] : [options.mode]
const refusal = whatIsWrong()
if (refusal !== null) {
  console.error(refusal)
  process.exit(2)
}

let good = true
for (const mode of modes) good = tell(mode, await runShards(mode)) && good
process.exit(good ? 0 : 1)

function whatIsWrong() {
  const { checkout, runner, mode } = options
  if (!existsSync(join(checkout, 'harness/assert.js')) || checkout === '') {
    return `"${checkout}" is no checkout of tc39/test262: give one by --checkout DIR or TEST262`
  }
  if (!existsSync(runner)) return `there is no runner at ${runner}: give it by --runner FILE`
  return ['idle', 'armed', 'both'].includes(mode) ? null : `--mode is idle, armed or both, not "${mode}"`
}

/** The outputs of all shards; a process slows down as realms pile up in it, so each has one of its own. */
async function runShards(mode) {
  const waiting = Array.from({ length: Number(options.shards) }, (_, shard) => shard)
  const outputs = []
  const work = async () => {
    for (let shard = waiting.shift(); shard !== undefined; shard = waiting.shift()) {
      const output = await runShard(mode, shard)
      for (const { line } of differences(output).filter(({ skip }) => skip === undefined)) console.log(line)
      outputs.push(output)
    }
  }
  await Promise.all(Array.from({ length: Number(options.jobs) }, work))
  return outputs
}

function runShard(mode, shard) {
  const { runner, checkout, filter, shards, node } = options
  const shared = ['--root', checkout, '--adapter', ADAPTER, '--filter', filter, '--every', shards, '--list']
  const child = spawn(
    node,
    ['--no-warnings', '--experimental-vm-modules', runner, ...shared, '--mode', mode, '--offset', String(shard)],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const texts = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr']) {
    child[name].setEncoding('utf8').on('data', (text) => {
      texts[name] += text
    })
  }
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('close', (code, signal) => {
      if (SUMMARY.test(texts.stdout)) done(texts.stdout)
      else fail(new Error(`shard ${shard} ended with ${signal ?? code} and no summary: ${texts.stderr.slice(-2000)}`))
    })
  })
}

/** The lines about tests that differ, each with its entry in skip.json, if it has one. */
function differences(output) {
  const lines = output.split('\n').filter((line) => line.startsWith('test/'))
  return lines.map((line) => ({ line, skip: SKIPS.find(({ test }) => line.startsWith(`${test} `)) }))
}

/** Prints what all shards of a mode say together; true when nothing differs but what is known to. */
function tell(mode, outputs) {
  const summaries = outputs.map((output) => SUMMARY.exec(output))
  const [ran, differ, failPlain, leftOut, files] = [2, 3, 4, 5, 6].map((at) =>
    summaries.reduce((sum, summary) => sum + Number(summary[at]), 0),
  )
  const known = outputs.flatMap(differences).flatMap(({ skip }) => skip ?? [])
  const [[, version]] = summaries
  for (const { test, reason } of new Set(known)) console.log(`known to differ: ${test}: ${reason}`)
  const outdated = options.filter === WHOLE ? SKIPS.filter((skip) => !known.includes(skip)) : []
  for (const { test } of outdated) console.log(`${test} does not differ: take it out of skip.json`)
  console.log(
    `${version} ${mode}: ${ran} ran, ${differ - known.length} differ, ${known.length} known to differ, ` +
      `${failPlain} fail plain, ${leftOut} left out, of ${files} files`,
  )
  return differ === known.length && outdated.length === 0
}
