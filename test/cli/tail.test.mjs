import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { describe, test } from 'node:test'
import { freePort } from '../agent/harness/freePort.mjs'
import { javaEventText, nodeEvent, pythonEventText, startedEvent } from '../sink/sinks.mjs'
import { run, start, until } from './command.mjs'
import { openSink, runShop } from './program.mjs'

const log = (message, { probeId = 'p1', ...changes } = {}) =>
  nodeEvent({ name: 'probe.hit.logpoint', payload: { probeId, probeType: 'logpoint', message }, ...changes })

/** Posts new events until it is told to stop, or the test is over and the sink is gone. */
function keepPosting(context, sink, event) {
  const timer = setInterval(() => sink.post(event()).catch(() => {}), 20)
  const stop = () => clearInterval(timer)
  context.after(stop)
  return stop
}

/** Follows a sink; the stream is open when this is done. */
async function tail(context, sink, args = [], env = {}) {
  const running = start(context, ['tail', '--sink-url', sink.url, ...args], { env })
  // Sent until the first one arrives: only then the stream is known to be open.
  const stop = keepPosting(context, sink, () => log('ping', { probeId: 'ping' }))
  await running.shows('ping')
  stop()
  const shown = () =>
    running
      .stdout()
      .split('\n')
      .filter((line) => line !== '' && !line.includes('ping'))
  return { ...running, shown }
}

describe('tail', { concurrency: 3 }, () => {
  test('a logpoint is one line, whatever its text holds', async (context) => {
    const sink = await openSink(context)
    const running = await tail(context, sink)
    await sink.post(log('two\nlines \u001b[31mred\u001b]0;title\u0007 \u202egnp \u009b1m'))
    await sink.post(log('last'))
    await running.shows('last')
    const [first] = running.shown()
    assert.match(first, /^\d\d:\d\d:00\.000 shop src\/cart\.js:12 /)
    assert.ok(first.endsWith(String.raw`two\nlines \x1b[31mred\x1b]0;title\x07 \u202egnp \x9b1m`), first)
  })

  test('--type and --probe choose, --json gives the event as it was sent', async (context) => {
    const sink = await openSink(context)
    const snapshots = await tail(context, sink, [
      '--type',
      'log',
      '--type',
      'status',
      '--json',
      '--probe',
      'PY',
      '--probe',
      'ping',
    ])
    await sink.post(log('of another probe', { probeId: 'other' }))
    const text = pythonEventText('0a0b0c0d-0000-4000-8000-000000000001').replace('lp-1', 'py-1')
    await fetch(`${sink.url}/api/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: text,
    })
    await sink.post(nodeEvent({ payload: { probeId: 'py-2' } }))
    await sink.post(log('last', { probeId: 'py-3' }))
    await snapshots.shows('last')
    const shown = snapshots.shown()
    assert.equal(shown.length, 2)
    assert.ok(shown[0].includes('"order": 12345678901234567890'), 'every digit stays')
    assert.equal(JSON.parse(shown[0]).payload.probeId, 'py-1')
    const wrong = await run(context, ['tail', '--sink-url', sink.url, '--type', 'snapshots'])
    assert.equal(wrong.code, 1)
    assert.match(wrong.stderr, /It takes snapshot, log, error, status, or one of probe\.hit\.snapshot, /)
  })

  test('a sink that goes and comes back is followed on, and nothing is missed', async (context) => {
    const port = await freePort()
    const first = await openSink(context, { port })
    const running = await tail(context, first)
    await first.post(log('before'))
    await running.shows('before')
    await first.stop()
    await running.shows(/the sink at \S+ is gone; waiting for it to come back/, 'stderr')
    const second = await openSink(context, { port })
    // Whether the stream is open again already or not.
    await second.post(log('while away'))
    await running.shows('while away')
    await second.post(log('after'))
    await running.shows('after')
    assert.match(running.stderr(), /the sink at \S+ is back/)
    const messages = running.shown().map((line) => line.split('cart.js:12 ')[1])
    assert.deepEqual(messages, ['before', 'while away', 'after'])
  })

  test('a connection that breaks is taken up after the last event, without repeats', async (context) => {
    const sink = await openSink(context)
    // Cuts each stream after its first event, so that every event needs a connection of its own.
    const asked = []
    const between = createServer(async ({ url, headers }, response) => {
      const last = headers['last-event-id']
      asked.push(last)
      const upstream = await fetch(sink.url + url, last === undefined ? {} : { headers: { 'last-event-id': last } })
      response.writeHead(200, { 'content-type': upstream.headers.get('content-type') }).flushHeaders()
      for await (const chunk of upstream.body) {
        const text = Buffer.from(chunk).toString()
        const [event] = text.match(/id: .*\ndata: .*\n\n/) ?? []
        response.write(event ?? text, () => event !== undefined && response.destroy())
        if (event !== undefined) break
      }
    })
    await new Promise((resolve) => between.listen(0, '127.0.0.1', resolve))
    context.after(() => {
      between.close()
      between.closeAllConnections()
    })
    const running = start(context, ['tail', '--sink-url', `http://127.0.0.1:${between.address().port}`, '--json'])
    await until('the first connection', () => asked.length > 0)
    const events = [1, 2, 3].map((number) => log(`event ${number}`))
    await fetch(`${sink.url}/api/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(events),
    })
    await running.shows('event 3')
    const ids = running
      .stdout()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).id)
    assert.deepEqual(
      ids,
      events.map(({ id }) => id),
    )
  })

  test('colours are for terminals: none in a pipe, unless FORCE_COLOR asks, and never with NO_COLOR', async (context) => {
    const sink = await openSink(context)
    const coloured = await tail(context, sink, [], { FORCE_COLOR: '1' })
    const plain = await tail(context, sink, [], { FORCE_COLOR: '1', NO_COLOR: '1' })
    await sink.post(nodeEvent({ payload: { snapshot: { arguments: { n: 1 } } } }))
    await coloured.shows('arguments[^]*\n')
    await plain.shows('arguments[^]*\n')
    assert.ok(coloured.stdout().includes('\u001b[36msrc/cart.js:12\u001b[39m'))
    assert.ok(!plain.stdout().includes('\u001b'))
  })

  test('events of other agents and about trouble are shown', async (context) => {
    const sink = await openSink(context)
    const running = await tail(context, sink)
    const trouble = (name, payload) => sink.post(nodeEvent({ name, payload }))
    await sink.post(startedEvent())
    await fetch(`${sink.url}/api/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: javaEventText('0a0b0c0d-0000-4000-8000-000000000002'),
    })
    await trouble('probe.error.condition', { condition: 'a.b > 1', error: 'a is undefined', count: 3 })
    await trouble('probe.error.rateLimit', { limit: { limitPerSecond: 10, burst: 1 }, droppedCount: 12 })
    await trouble('probe.error.snapshot', { failedVariable: 'req', error: 'too large' })
    await sink.post(log('last'))
    await running.shows('last')
    const shown = running.shown().map((line) => line.replace(/^[\d:.]+ /, ''))
    assert.deepEqual(shown.slice(0, -1), [
      'shop agent started (web-1:42 node 20.20.2)',
      'ledger Ledger.java:88 com.example.Ledger  tp-1',
      '  locals',
      '    account  9007199254740992',
      "    note     'a=b'",
      'shop src/cart.js:12 condition a.b > 1 failed: a is undefined (3 times)',
      'shop src/cart.js:12 12 hits were left out: the limit is 10 a second',
      'shop src/cart.js:12 req could not be captured: too large',
    ])
  })

  test('whoever closes the pipe ends it quietly', async (context) => {
    const sink = await openSink(context)
    const running = await tail(context, sink)
    running.child.stdout.destroy()
    keepPosting(context, sink, () => log('more'))
    const { code, stderr } = await running.ended
    assert.deepEqual([code, stderr], [0, ''])
  })

  test('the sink is found through the program where nobody names it', async (context) => {
    const sink = await openSink(context)
    const shop = await runShop(context, sink.url)
    const running = start(context, ['tail', ...shop.api], { cwd: shop.folder })
    keepPosting(context, sink, () => log('found'))
    await running.shows('found')
  })
})
