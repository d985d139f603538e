import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { assertSound, CORPUS, run } from './harness/run.mjs'

/** Packages that ship their suite, with how many assertions of it pass at least. */
const SUITES = { qs: 1600, traverse: 160, minimist: 150, 'deep-equal': 600 }

describe("packages' own test suites", { concurrency: 2 }, () => {
  for (const [name, expected] of Object.entries(SUITES)) {
    test(`the suite of ${name} passes with every probe on`, async (context) => {
      const args = ['node_modules/tape/bin/tape', `node_modules/${name}/test/**/*.js`]
      const plain = await run(context, 'plain', args)
      const armed = await run(context, 'armed', args)
      assert.deepEqual(armed.seen, plain.seen)
      assert.equal(armed.seen.code, 0)
      const passed = armed.seen.stdout.match(/^ok \d+/gm)?.length ?? 0
      assert.ok(passed >= expected, `only ${passed} passed`)
      const report = armed.report()
      assertSound(report)
      const own = report.files.filter((path) => path.startsWith(join(CORPUS, 'node_modules', name, '/')))
      assert.ok(own.length > 1, `of ${name} only ${own} ran woven`)
    })
  }
})
