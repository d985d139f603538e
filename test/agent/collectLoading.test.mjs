import { test } from 'node:test'
import { until } from './harness/deadline.mjs'
import { launch } from './harness/program.mjs'

test('what loading has left in the heap of the thread is collected before there are events', async (context) => {
  const { said, orExit } = launch(context, {
    files: { 'app.js': 'setInterval(() => {}, 1000)' },
    flags: ['--trace-incremental-marking'],
  })
  await orExit(until('marking', () => said.stdout.includes('Start (external memory pressure)')))
})
