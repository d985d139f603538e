import assert from 'node:assert/strict'
import { AsyncLocalStorage } from 'node:async_hooks'
import { after, test } from 'node:test'
import { context, ROOT_CONTEXT, trace } from '@opentelemetry/api'
import { readActiveSpan } from '../../packages/agent/dist/program/activeSpan.js'
import { startHitting } from './hitting.mjs'

/** As the SDK's own for Node keeps contexts. */
class AsyncLocalStorageContextManager {
  _asyncLocalStorage = new AsyncLocalStorage()
  active = () => this._asyncLocalStorage.getStore() ?? ROOT_CONTEXT
  with = (value, run, self, ...args) => this._asyncLocalStorage.run(value, () => run.apply(self, args))
  bind = (_value, target) => target
  enable = () => this
  disable = () => this
}

const register = (manager) => {
  context.disable()
  context.setGlobalContextManager(manager)
}
after(() => context.disable())

const span = (n) => ({ traceId: `${n}`.repeat(32), spanId: `${n}`.repeat(16), traceFlags: 1 })
const within = (n, run) => context.with(trace.setSpan(context.active(), trace.wrapSpanContext(span(n))), run)
const ids = (n) => ({ traceId: span(n).traceId, spanId: span(n).spanId })

const SOURCE = `
exports.f = async (n) => {
  await null
  const seen = n // line 4
  await null
  return seen
}
`

test('a hit carries the span that it belongs to, however calls interleave', async () => {
  register(new AsyncLocalStorageContextManager())
  const hitting = startHitting({ host: () => ({ activeSpan: readActiveSpan }) })
  const { file, exports } = hitting.load(SOURCE)
  const { id } = hitting.set('tracepoint', { file, line: 4 })
  const log = hitting.set('logpoint', { file, line: 4, message: '{n}' })
  await Promise.all([1, 2, 3].map((n) => within(n, () => exports.f(n))))
  await exports.f(4)
  const seen = Object.fromEntries(
    hitting.payloads(id).map(({ snapshot, traceId, spanId }) => [snapshot.arguments.n, { traceId, spanId }]),
  )
  assert.deepEqual(seen, { 1: ids(1), 2: ids(2), 3: ids(3), 4: { traceId: null, spanId: null } })
  const [first, , , last] = hitting.payloads(log.id)
  assert.deepEqual({ traceId: first.traceId, spanId: first.spanId }, ids(1))
  assert.ok(!('traceId' in last))
})

test('no code of the program or of its tracer runs', () => {
  let ran = 0
  const run = () => ran++
  const manager = new AsyncLocalStorageContextManager()
  register(manager)
  const touchy = (target) => new Proxy(target, { get: run, getPrototypeOf: run, getOwnPropertyDescriptor: run })
  const look = (store) => manager._asyncLocalStorage.run(store, readActiveSpan)
  const key = Symbol.for('OpenTelemetry Context Key SPAN')
  const stores = [
    touchy({}),
    {
      get _currentContext() {
        return run()
      },
    },
    { _currentContext: touchy(new Map()) },
    { _currentContext: new Map([[key, touchy({})]]) },
    { _currentContext: new Map([[key, { spanContext: run }]]) },
    {
      _currentContext: new Map([
        [
          key,
          {
            _spanContext: {
              get traceId() {
                return run()
              },
              spanId: 'a',
            },
          },
        ],
      ]),
    },
    { _currentContext: new Map([[key, { _spanContext: { traceId: 'no"', spanId: 'a' } }]]) },
    5,
  ]
  for (const store of stores) assert.equal(look(store), null)
  for (const storage of [touchy({}), { getStore: run }, null]) {
    manager._asyncLocalStorage = storage
    assert.equal(readActiveSpan(), null)
  }
  assert.equal(ran, 0)
})

test('without OpenTelemetry there is no span', () => {
  context.disable()
  assert.equal(readActiveSpan(), null)
})
