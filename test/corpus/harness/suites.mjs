import assert from 'node:assert/strict'
import { join } from 'node:path'
import { assertSound, CORPUS, run } from './run.mjs'

/** Packages that ship their suite, with how many assertions of it pass at least; `large`: too many for a short test. */
export const SUITES = {
  qs: { passing: 1600, large: true },
  traverse: { passing: 160, large: true },
  minimist: { passing: 150 },
  'deep-equal': { passing: 600 },
}

/** Runs the suite of a package plain and with every probe on, and asserts that it says the same. */
export async function assertSuitePasses(context, name) {
  const args = ['node_modules/tape/bin/tape', `node_modules/${name}/test/**/*.js`]
  const plain = await run(context, 'plain', args)
  const armed = await run(context, 'armed', args)
  assert.deepEqual(armed.seen, plain.seen)
  assert.equal(armed.seen.code, 0)
  const passed = armed.seen.stdout.match(/^ok \d+/gm)?.length ?? 0
  assert.ok(passed >= SUITES[name].passing, `only ${passed} passed`)
  const report = armed.report()
  assertSound(report)
  const own = report.files.filter((path) => path.startsWith(join(CORPUS, 'node_modules', name, '/')))
  assert.ok(own.length > 1, `of ${name} only ${own} ran woven`)
}
