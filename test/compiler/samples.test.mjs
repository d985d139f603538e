import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname, join } from 'node:path'
import { test } from 'node:test'
import { instrument } from '@debugin/compiler'
import { assertSame } from './harness/compare.mjs'
import { sitesText, wovenText } from './harness/golden.mjs'
import { loadProgram } from './harness/program.mjs'
import { run } from './harness/run.mjs'
import { listSamples } from './harness/samples.mjs'

const REWRITE = 'look at what changed; if it is right, run: node test/compiler/rewrite.mjs'

const require = createRequire(import.meta.url)

for (const [name, folder] of listSamples()) {
  const program = loadProgram(folder)

  test(`${name} runs the same`, async () => {
    const { seen } = await assertSame(program)
    if (name !== 'text/unparsable') assert.doesNotMatch(seen.join('\n'), /^thrown/m, 'the sample itself does not run')
    if (name.startsWith('no-twin/')) await assertNeedsRefusal(program)
  })

  test(`${name} has the sites it had`, () => {
    if (name !== 'text/unparsable') assert.doesNotMatch(sitesText(program), /it does not parse/)
    assert.equal(sitesText(program), read(join(folder, 'sites.json')), REWRITE)
    const expected = join(folder, `expected${extname(program.main)}`)
    if (existsSync(expected)) assert.equal(wovenText(program), read(expected), REWRITE)
  })

  test(`${name} has as many lines as before`, () => {
    for (const [file, source] of Object.entries(program.files)) {
      for (const gates of ['global', 'module']) {
        const { code } = instrument(source, { file, sourceType: program.kind, gates })
        assert.deepEqual(code.match(BREAKS), source.match(BREAKS))
      }
    }
  })
}

const BREAKS = /\r\n?|[\n\u2028\u2029]/g

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

/** Gives every function a twin and sees that somebody can tell: otherwise the refusal would be for nothing. */
async function assertNeedsRefusal(program) {
  const plan = require('../../packages/compiler/dist/plan/twin.js')
  const { refuseTwin } = plan
  const plain = await run(program, 'plain')
  const weave = (source, options) => instrument(source, options)
  plan.refuseTwin = (fn) => (fn.kind === 'module' || fn.kind === 'block' ? refuseTwin(fn) : null)
  try {
    const seen = [await run(program, 'armed', weave), await run(program, 'switching', weave)].map(
      (result) => result.seen,
    )
    assert.notDeepEqual(seen, [plain.seen, plain.seen], 'a twin would do no harm')
  } finally {
    plan.refuseTwin = refuseTwin
  }
}
