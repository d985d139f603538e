import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { startProgram } from '../agent/harness/program.mjs'

/** A program with the SDK of OpenTelemetry, which it loads from this folder. */
const APP = `
const load = require('node:module').createRequire(process.argv[2])
const { context, trace } = load('@opentelemetry/api')
const { AsyncLocalStorageContextManager } = load('@opentelemetry/context-async-hooks')
const { BasicTracerProvider } = load('@opentelemetry/sdk-trace-base')
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
trace.setGlobalTracerProvider(new BasicTracerProvider())
const tracer = trace.getTracer('test')

async function serve(n) {
  await new Promise(setImmediate)
  const seen = n // here
  await null
  return seen
}

require('./steps.cjs')({
  serve: () => Promise.all([1, 2, 3].map((n) => tracer.startActiveSpan('serve', async (span) => {
    await serve(n)
    span.end()
    return span.spanContext()
  }))),
  alone: () => serve(4),
})
`

test('hits carry the ids of the span of the SDK that they belong to', async (context) => {
  const program = await startProgram(context, { files: { 'app.js': APP }, args: [join(import.meta.dirname, 'app.js')] })
  const line = APP.split('\n').findIndex((text) => text.includes('// here')) + 1
  const { id } = await program.api.trace({ file: 'app.js', line })
  const spans = await program.step('serve')
  await program.step('alone')
  const hits = await program.events.hits(id, 4)
  const seen = new Map(hits.map(({ payload }) => [payload.snapshot.arguments.n, payload]))
  const expected = [...spans.map(({ traceId, spanId }) => [traceId, spanId]), [null, null]]
  assert.deepEqual(
    [1, 2, 3, 4].map((n) => [seen.get(n).traceId, seen.get(n).spanId]),
    expected,
  )
  assert.match(spans[0].traceId, /^[0-9a-f]{32}$/)
})
