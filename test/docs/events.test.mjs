import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { EVENT_NAMES } from '@debugin/protocol'
import { startEvents } from '../agent/harness/events.mjs'
import { launch } from '../agent/harness/program.mjs'
import { lineOf } from '../agent/harness/tree.mjs'
import { codeBlocks, ROOT } from './codeBlocks.mjs'

const PAGE = 'docs/EVENTS.md'
const page = readFileSync(join(ROOT, PAGE), 'utf8')
const blocks = codeBlocks(PAGE)
const [PROGRAM] = blocks.filter(({ language }) => language === 'js').map(({ text }) => text)
const [PROBES] = blocks.filter(({ info }) => info === 'probes').map(({ text }) => text)
const EXAMPLES = blocks
  .filter(({ language, info }) => language === 'json' && info === '')
  .map(({ text, line }) => ({ line, event: JSON.parse(text) }))

/** What differs from run to run, and from machine to machine. */
const VARIABLE = new Set([
  'id',
  'timestamp',
  'hostname',
  'applicationInstanceId',
  'processId',
  'agentVersion',
  'runtimeVersion',
  'processId',
  'probeId',
  'durationMs',
  'uptime',
])

/** Runs a program to its end and gives the events it sent. */
async function eventsOf(context, file, source, probes) {
  const events = await startEvents(context)
  const program = launch(context, {
    main: file,
    files: { [file]: source, 'probes.json': probes, 'package.json': '{"name":"shop"}' },
    env: {
      DEBUGIN_PROBES_FILE: 'probes.json',
      DEBUGIN_CONTROL_API: 'off',
      DEBUGIN_EVENT_SINK_URL: events.url,
      DEBUGIN_MAX_SNAPSHOTS_PER_SECOND: '100000',
      DEBUGIN_CPU_BUDGET: 'off',
    },
  })
  const { code, stderr } = await program.exit()
  assert.deepEqual([code, stderr], [0, ''])
  await events.named('agent.status.stopped')
  return { events: events.all, folder: program.folder }
}

test('every event is as its example shows it', async (context) => {
  assert.deepEqual([...new Set(EXAMPLES.map(({ event }) => event.name))].sort(), [...EVENT_NAMES].sort())
  const { events, folder } = await eventsOf(context, 'orders.js', PROGRAM, PROBES)
  for (const { line, event } of EXAMPLES) {
    const same = events.filter(({ name }) => name === event.name)
    const problems = same.map((real) => differences(real, event, '', folder))
    assert.ok(
      problems.some((found) => found.length === 0),
      `${PAGE}:${line}: ${JSON.stringify(problems)}`,
    )
  }
})

test('no example leaves a field of its event out', async (context) => {
  const { events } = await eventsOf(context, 'orders.js', PROGRAM, PROBES)
  for (const name of EVENT_NAMES) {
    const [{ event }] = EXAMPLES.filter((example) => example.event.name === name)
    const real = events.find((candidate) => candidate.name === name)
    if (event.client !== undefined) assert.deepEqual(Object.keys(event.client).sort(), Object.keys(real.client).sort())
    assert.deepEqual(Object.keys(event.payload).sort(), Object.keys(real.payload).sort(), name)
  }
})

/** Where a real event does not hold what the example has. */
function differences(real, example, path, folder) {
  const key = path.split('.').at(-1)
  if (VARIABLE.has(key)) return typeof real === typeof example ? [] : [`${path} is ${typeof real}`]
  if (key === 'file') return real === example.replace('/srv/shop', folder) ? [] : [`${path} is ${real}`]
  if (typeof example !== 'object' || example === null || typeof real !== 'object' || real === null) {
    return real === example ? [] : [`${path} is ${JSON.stringify(real)}`]
  }
  return Object.entries(example).flatMap(([name, part]) => differences(real[name], part, `${path}.${name}`, folder))
}

/** The rows of the tables below a heading: what is written, and what it shows as. */
function rowsBelow(heading) {
  const [, text] = page.split(`\n## ${heading}\n`)
  const [section] = text.split('\n## ')
  return [...section.matchAll(/^\| `(.+)` \| `(.+)` \|$/gm)].map(([, value, shown]) => ({
    value,
    shown: JSON.parse(shown),
  }))
}

for (const [heading, least, snapshot] of [
  ['Values', 25, undefined],
  ['Values that were cut', 5, { maxDepth: 2, maxProperties: 2, maxElements: 2, maxStringLength: 8 }],
]) {
  test(`${heading}: each row shows what the agent makes of it`, async (context) => {
    const rows = rowsBelow(heading)
    assert.ok(rows.length >= least)
    if (snapshot !== undefined) assert.ok(page.replaceAll(/\s+/g, ' ').includes(`"snapshot": ${written(snapshot)}`))
    const source = `function show(shown) {\n  return 0\n}\n${rows.map(({ value }) => `show(${value})`).join('\n')}\n`
    const rateLimit = { limitPerSecond: 10_000, burst: 10_000 }
    const point = { file: 'values.js', line: lineOf(source, 'return 0'), rateLimit, ...(snapshot && { snapshot }) }
    const { events } = await eventsOf(context, 'values.js', source, JSON.stringify([point]))
    const shown = events.flatMap(({ name, payload }) =>
      name === 'probe.hit.snapshot' ? [payload.snapshot.arguments.shown] : [],
    )
    assert.equal(shown.length, rows.length)
    for (const [index, row] of rows.entries()) {
      assert.equal(JSON.stringify(shown[index]), JSON.stringify(row.shown), row.value)
    }
  })
}

const written = (limits) => JSON.stringify(limits).replaceAll(':', ': ').replaceAll(',', ', ')
