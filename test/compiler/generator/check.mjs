import assert from 'node:assert/strict'
import { parseArgs } from 'node:util'
import { instrument } from '@debugin/compiler'
import fc from 'fast-check'
import { assertSame } from '../harness/compare.mjs'
import { describe } from '../harness/describe.mjs'
import { createProgram } from '../harness/program.mjs'
import { weaveOnce } from '../harness/weaveOnce.mjs'
import { writeProgram } from './program.mjs'

// Generates programs and runs each plain, idle and armed. A process of its own, because programs leave promises
// rejected, which counts as a failure of whatever test is running. Exits with 1 and the program on stderr: as it was
// found, or, where it is run again by its path, made as small as possible, which can take a quarter of an hour.

const { values } = parseArgs({
  options: { runs: { type: 'string' }, seed: { type: 'string' }, path: { type: 'string' } },
})

const MODES = ['idle', 'armed']
/** A script's variables are properties of the global object, which programs may list: gates are no variables there. */
const MORE_MODES = ['alone', 'idle, gates in variables', 'armed, gates in variables']

/** Rejected promises that nobody took; which ones there are can be seen too. */
const unhandled = []
process.on('unhandledRejection', (reason) => unhandled.push(`unhandled ${describe(reason)}`))

const numbers = fc.array(fc.noBias(fc.nat({ max: 9999 })), { maxLength: 300, size: 'max' })
const programs = fc.record({
  kind: fc.constantFrom('commonjs', 'script', 'commonjs', 'module'),
  parts: fc.array(numbers, { minLength: 1, maxLength: 6, size: 'max' }),
  more: fc.constantFrom(...MORE_MODES),
})

/** Bodies of `with` are left alone; a whole file is only where the generator wrote what does not parse. */
const isWhole = ({ reason }) => !reason.includes('`with`')

let ran = 0
const property = fc.asyncProperty(programs, async ({ kind, parts, more }) => {
  const { file, source } = writeProgram(kind, parts)
  const program = createProgram({ [file]: source }, { kind })
  const { skipped } = weaveOnce(instrument, program, file, 'global')
  assert.deepEqual(skipped.filter(isWhole), [], 'it is not woven')
  await assertSame(program, [...MODES, kind === 'script' ? 'alone' : more], () => unhandled.splice(0))
  ran++
})

const result = await fc.check(property, {
  numRuns: Number(values.runs ?? 100),
  endOnFailure: values.path === undefined,
  ...(values.seed === undefined ? {} : { seed: Number(values.seed) }),
  ...(values.path === undefined ? {} : { path: values.path }),
})
if (result.failed) {
  const [{ kind, parts }] = result.counterexample ?? [{ kind: 'commonjs', parts: [] }]
  console.error(`${writeProgram(kind, parts).source}
^ this ${kind} program differs. Again, and smaller: check.mjs --runs 1 --seed ${result.seed} --path ${result.counterexamplePath}
${result.errorInstance?.message}`)
  process.exitCode = 1
} else {
  console.log(`${ran} programs ran the same`)
}
