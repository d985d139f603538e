import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from './harness/deadline.mjs'
import { startProgram } from './harness/program.mjs'

const APP = `
function price(id, item) {
  return item.cost * id // here
}
const item = { cost: 2, names: ['tea', 'cup'] }
require('./steps.cjs')({
  async hit(calls) {
    for (let id = 1; id <= calls; id++) {
      price(id, item)
      if (id % 20_000 === 0) await new Promise(setImmediate)
    }
  },
  async heap() {
    // Events leave, and the counts of points are told.
    await new Promise((resolve) => setTimeout(resolve, 500))
    for (let i = 0; i < 5; i++) gc()
    return process.memoryUsage().heapUsed
  },
})
`
const LINE = 3

/** Each call hits four points: ten million hits, an hour's worth. */
const CALLS = 2_500_000
const WARM_UP_CALLS = 500_000

/** Code that V8 compiles late takes 40 to 80 KB, however many hits follow; an object for every thousandth takes 200. */
const MARGIN = 192 * 1024

test('ten million hits leave the heap where it was', async (context) => {
  const program = await startProgram(context, { files: { 'app.js': APP }, flags: ['--expose-gc'] })
  const place = { file: 'app.js', line: LINE }
  const { api } = program
  await api.trace({ ...place, condition: 'id < 0' })
  const limited = await api.trace({ ...place, rateLimit: { limitPerSecond: 50, burst: 1 } })
  await api.log({ ...place, message: 'order {id}', condition: 'id % 1000 === 0' })
  const metric = { name: 'orders', kind: 'counter', labels: { rest: 'id % 3' } }
  const { body: counter } = await api.call('POST', '/metricpoints', { ...place, metric })
  await program.step('hit', WARM_UP_CALLS)
  const before = await program.step('heap')
  await program.step('hit', CALLS)
  const after = await program.step('heap')
  const all = WARM_UP_CALLS + CALLS
  await until('the counts', async () => (await api.point(counter.id)).hitCount === all)
  const { hitCount, dropped, totalHits } = await api.point(limited.id)
  assert.deepEqual([totalHits, hitCount + dropped], [all, all])
  assert.ok(hitCount > 10, `${hitCount} snapshots`)
  assert.ok(after - before < MARGIN, `${before} bytes before, ${after} after`)
})
