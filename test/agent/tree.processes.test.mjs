import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from './harness/deadline.mjs'
import { hitsInEveryProcess } from './programs/processes.mjs'

test('a point hits in 4 processes of a cluster, 4 Workers and a forked child, through one port', async (context) => {
  const { app, id } = await hitsInEveryProcess(context)

  assert.equal(await app.step('kill', 0), 'SIGKILL')
  await until('its end', async () => (await app.api.health()).processes.length === 5)
  const { hitCount } = await app.api.point(id)
  await app.step('cluster')
  await app.step('ask', 9, 77)
  await until('the hit', () => app.events.hitsSoFar(id).some(({ payload }) => payload.snapshot.arguments.amount === 77))
  await until('the sum', async () => (await app.api.point(id)).hitCount === hitCount + 1)

  await app.api.remove(id)
  await until('closed gates', async () => {
    const before = app.events.hitsSoFar(id).length
    for (let index = 1; index < 10; index++) await app.step('ask', index, 10)
    return app.events.hitsSoFar(id).length === before
  })
})
