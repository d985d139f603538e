import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { startHitting } from './hitting.mjs'

const CALLS = 1000

/** Each call waits in its own way, and tells how long it was at work between its first and its last statement. */
const SOURCE = `
const wait = async (n, turn) => { for (let i = 0; i < n % 7; i++) await (n % 2 === 0 ? turn() : null) }
exports.declared = async function (n, now, turn) {
  const from = now(); await wait(n, turn)
  const to = now(); return { n, took: to - from } // here
}
exports.arrow = async (n, now, turn) => {
  const from = now(); await wait(n, turn)
  const to = now(); return { n, took: to - from } // here
}
exports.generator = async function* (n, now, turn) {
  const from = now(); yield await wait(n, turn)
  const to = now(); return { n, took: to - from } // here
}
exports.method = { async of(n, now, turn) {
  const from = now(); await wait(n, turn)
  const to = now(); return { n, took: to - from } // here
} }.of
`

const now = performance.now.bind(performance)

async function complete(call) {
  const outside = now()
  let result = call()
  if (typeof result.next === 'function') {
    await result.next()
    result = result.next().then(({ value }) => value)
  }
  return { ...(await result), outside: now() - outside }
}

for (const name of ['declared', 'arrow', 'generator', 'method']) {
  test(`${CALLS} calls at once, ${name}: each has its own return value and duration`, async () => {
    const hitting = startHitting({ host: () => ({ now }) })
    const { file, exports } = hitting.load(SOURCE)
    const places = SOURCE.split('\n').flatMap((text, i) => (text.includes('// here') ? [i + 1] : []))
    const set = places.map((line) => hitting.set('tracepoint', { file, line }).id)
    const calls = Array.from({ length: CALLS }, (_, n) => complete(() => exports[name](n, now, turn)))
    const results = await Promise.all(calls)
    const seen = set.flatMap((id) => hitting.payloads(id, 'probe.hit.snapshot'))
    assert.equal(seen.length, CALLS)
    for (const { snapshot, durationMs, exit } of seen) {
      const { n } = snapshot.arguments
      const { took, outside } = results[n]
      assert.deepEqual([exit, snapshot.returnValue], ['returned', { n, took }])
      // It began before the first statement, and ended before whoever called it was told, but for the microsecond to which it is rounded.
      assert.ok(durationMs >= took && durationMs <= outside + 0.001, `${took} ≤ ${durationMs} ≤ ${outside}`)
    }
    assert.equal(new Set(seen.map(({ snapshot }) => snapshot.arguments.n)).size, CALLS)
  })
}
