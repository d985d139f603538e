import assert from 'node:assert/strict'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { until } from './harness/deadline.mjs'
import { startEvents } from './harness/events.mjs'
import { startProgram } from './harness/program.mjs'
import { lineOf, writeTree } from './harness/tree.mjs'

const SOURCE = `const steps = require('./steps.cjs')
const early = 1 // early
function price(quantity) {
  return quantity * 4
}
steps({ price })
`

const LINE = lineOf(SOURCE, 'return quantity')
const events = await startEvents({ after })

/** Starts the same program again and again in one folder. */
function restartable(context, persist = 'points.json', env = {}) {
  const folder = writeTree(context, { 'app.js': SOURCE })
  return {
    folder,
    path: join(folder, persist),
    start: () => startProgram(context, { folder, events, env: { DEBUGIN_PERSIST: persist, ...env } }),
  }
}

/** It is written after the answer. */
const keptIn = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).points : [])

test('points set through the API are there again after kill -9, before the first line runs', async (context) => {
  const { start, path } = restartable(context)
  const first = await start()
  const early = await first.api.trace({ file: 'app.js', line: 2, tags: ['kept'] })
  const log = await first.api.log({
    file: 'app.js',
    line: LINE,
    message: 'q {quantity}',
    condition: 'quantity > 1',
    armedBy: early.id,
  })
  const metric = { name: 'prices', kind: 'counter', labels: { q: 'quantity' } }
  const { body: measured } = await first.api.call('POST', '/metricpoints', { file: 'app.js', line: LINE, metric })
  const gone = await first.api.trace({ file: 'app.js', line: LINE })
  await first.api.remove(gone.id)
  await first.api.call('POST', `/points/${early.id}/disable`)
  await first.api.call('POST', `/points/${early.id}/enable`)
  await first.api.call('PUT', `/points/${log.id}`, { everyNth: 2 })
  await until('the last change', () => keptIn(path).some(({ everyNth }) => everyNth === 2) && keptIn(path).length === 3)
  first.child.kill('SIGKILL')
  await first.exit()
  assert.equal((statSync(path).mode & 0o777).toString(8), '600')

  const second = await start()
  const points = await second.api.points()
  assert.deepEqual(
    points.map(({ id, created, tags, message, condition, everyNth, armedBy, metric: m, setBy }) => ({
      id,
      created,
      tags,
      message,
      condition,
      everyNth,
      armedBy,
      metric: m?.name,
      setBy,
    })),
    [
      {
        id: early.id,
        created: early.created,
        tags: ['kept'],
        message: null,
        condition: null,
        everyNth: null,
        armedBy: null,
        metric: undefined,
        setBy: 'api',
      },
      {
        id: log.id,
        created: log.created,
        tags: [],
        message: 'q {quantity}',
        condition: 'quantity > 1',
        everyNth: 2,
        armedBy: early.id,
        metric: undefined,
        setBy: 'api',
      },
      {
        id: measured.id,
        created: measured.created,
        tags: [],
        message: null,
        condition: null,
        everyNth: null,
        armedBy: null,
        metric: 'prices',
        setBy: 'api',
      },
    ],
  )
  assert.equal((await events.hit(early.id)).payload.line, 2)
  const { persist } = await second.api.health()
  assert.deepEqual(persist, { path, points: 3, error: null })
})

test('what has expired, or was set in code or by a file, is not kept', async (context) => {
  const { start, path, folder } = restartable(context, 'points.json', { DEBUGIN_PROBES_FILE: 'probes.json' })
  writeFileSync(join(folder, 'probes.json'), JSON.stringify([{ file: 'app.js', line: LINE }]))
  const app = await start()
  const once = await app.api.trace({ file: 'app.js', line: LINE, expireHitCount: 1 })
  const stays = await app.api.trace({ file: 'app.js', line: LINE })
  const brief = await app.api.trace({ file: 'app.js', line: LINE, expireDurationMs: 1 })
  assert.deepEqual((await app.api.points()).map(({ setBy }) => setBy).sort(), ['api', 'api', 'api', 'probesFile'])
  await app.step('price', 1)
  await until('the one that stays', () => keptIn(path).length === 1 && keptIn(path)[0].id === stays.id)
  assert.equal((await app.api.point(once.id)).status, 'expired')
  assert.equal((await app.api.point(brief.id)).status, 'expired')
})

test('a file that is no file of points is refused with its reason, kept aside, and the program runs', async (context) => {
  for (const [text, reason] of [
    ['{"version":1,"points":[{"id"', /JSON/],
    ['\0\0\0\0', /JSON/],
    ['{"version":2,"points":[]}', /its version is 2/],
    ['{"version":1,"points":{}}', /holds no array/],
    ['{"version":1,"points":[{"id":"x"}]}', /point 0 has no id/],
    ['null', /./],
  ]) {
    const { start, path, folder } = restartable(context)
    writeFileSync(path, text)
    const app = await start()
    assert.deepEqual(await app.api.points(), [])
    const { persist } = await app.api.health()
    assert.match(persist.error, reason)
    const aside = readdirSync(folder).filter((name) => name.startsWith('points.json.'))
    assert.equal(aside.length, 1)
    assert.equal(readFileSync(join(folder, aside[0]), 'utf8'), text)
    await until('the message', () => app.said.stderr.includes(persist.error))
    await app.api.trace({ file: 'app.js', line: LINE })
    await until('a new file', async () => (await app.api.health()).persist.error === null && keptIn(path).length === 1)
    app.child.kill('SIGKILL')
  }
})

test('points that the program has no place for any more: the others are set, and the old file stays aside', async (context) => {
  const { start, path, folder } = restartable(context)
  const first = await start()
  const stays = await first.api.trace({ file: 'app.js', line: 2 })
  await first.api.trace({ file: 'app.js', line: LINE })
  await until('both', () => keptIn(path).length === 2)
  first.child.kill('SIGKILL')
  await first.exit()
  writeFileSync(join(folder, 'app.js'), "const steps = require('./steps.cjs')\nsteps({})\n")
  const second = await start()
  assert.deepEqual(
    (await second.api.points()).map(({ id }) => id),
    [stays.id],
  )
  await until('the message', () => /1 of 2 kept points cannot be set \(.*line 4/.test(second.said.stderr))
  assert.deepEqual(
    keptIn(path).map(({ id }) => id),
    [stays.id],
  )
  const [aside] = readdirSync(folder).filter((name) => name.startsWith('points.json.'))
  assert.equal(keptIn(join(folder, aside)).length, 2)
})

test('a file that others can write is not read', { skip: process.platform === 'win32' }, async (context) => {
  const { start, path } = restartable(context)
  writeFileSync(path, '{"version":1,"points":[]}')
  chmodSync(path, 0o666)
  const app = await start()
  assert.match((await app.api.health()).persist.error, /can be written to by others \(mode 666\); chmod 600/)
})

test('where it cannot be written, points are set all the same, and /health says why', async (context) => {
  const { start, path } = restartable(context, 'kept/points.json')
  const app = await start()
  renameSync(join(path, '..'), join(path, '../../moved'))
  writeFileSync(join(path, '..'), 'a file')
  const { status } = await app.api.trace({ file: 'app.js', line: LINE })
  assert.equal(status, 'active')
  const { persist } = await until('the error', async () => {
    const health = await app.api.health()
    return health.persist.error !== null && health
  })
  assert.match(persist.error, /cannot be kept in .*points\.json: /)
  rmSync(join(path, '..'))
  mkdirSync(join(path, '..'))
  await app.api.trace({ file: 'app.js', line: LINE })
  await until('both', async () => (await app.api.health()).persist.points === 2)
  assert.equal(keptIn(path).length, 2)
})

test('`on`: a private file of the program below the folder for states', async (context) => {
  const state = writeTree(context, {})
  const { start } = restartable(context, 'on', { XDG_STATE_HOME: state })
  const app = await start()
  const { path } = (await app.api.health()).persist
  assert.ok(path.startsWith(join(state, 'debugin', 'points')), path)
  await app.api.trace({ file: 'app.js', line: LINE })
  await until('the file', async () => (await app.api.health()).persist.points === 1)
  assert.equal(keptIn(path).length, 1)
  assert.equal((statSync(join(path, '..')).mode & 0o777).toString(8), '700')
})
