import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from './harness/deadline.mjs'
import { startProgram } from './harness/program.mjs'

const APP = `
const rows = Array.from({ length: 100 }, (_, id) => ({ id, name: 'row ' + id, tags: ['a', 'b'] }))
function total(rows) {
  return rows.length // here
}
require('./steps.cjs')({
  /** A hot loop, until the line was passed so often. */
  hot(calls) {
    let sum = 0
    for (let i = 0; i < calls; i++) sum += total(rows)
    return sum
  },
})
`
const LINE = 4

test('a dear point in a hot loop backs off, says so, costs nothing meanwhile, and comes back', async (context) => {
  const program = await startProgram(context, { files: { 'app.js': APP }, env: { DEBUGIN_CPU_BUDGET: '0.001' } })
  const { api, events } = program
  const { id } = await api.trace({ file: 'app.js', line: LINE })
  const statusReason = async () => (await api.point(id)).statusReason
  const account = async () => (await api.get('/stats')).body.points.find((point) => point.id === id)
  // More than can be captured in the thirty seconds' worth that are saved up.
  assert.equal(await program.step('hot', 5000), 500_000)
  await until('a point that backs off', async () => /^it backs off for \d+ s: /.test(await statusReason()))
  assert.equal((await api.point(id)).status, 'active')
  const [{ payload }] = await events.errors(id, 'probe.error.rateLimit')
  assert.match(payload.message, /^it backs off for \d+ s: the probes took more than 0\.001 of one core$/)
  const { hits, captures, backsOff } = await account()
  assert.equal(backsOff, true)
  assert.ok(captures > 0 && captures < 5000, `${captures} captures`)
  await program.step('hot', 5000)
  assert.deepEqual([(await account()).hits, (await account()).captures], [hits, captures])
  await until('a point that is back', async () => (await statusReason()) === null)
  assert.equal((await account()).backsOff, false)
  await program.step('hot', 1)
  await until('another hit', async () => (await account()).captures === captures + 1)
})
