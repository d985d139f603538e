import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { transformSync } from 'esbuild'
import { temporaryFolder } from '../agent/harness/temporaryFolder.mjs'

const REGISTER = join(import.meta.dirname, '../../packages/agent/dist/register.js')

const run = promisify(execFile)
const folder = temporaryFolder({ after }, 'debugin-stacks-')

/** Errors from every kind of function; `throws` stands where the column of the error is, in the original. */
const BODY = `
class Cart {
  price = 2
  get total() { return this.add(1); }
  add(count) {
    const sum = this.price * count; if (sum > 1) { return fail(\`sum \${sum}\`) }
    return sum
  }
}
function fail(reason) {
  // A comment, which moves nothing.
  const padded = reason.padEnd(10); /* before */ throw new Error(padded)
}
const arrow = () => fail('arrow')
async function later() {
  await null
  return fail('later')
}
function* steps() { yield 1; fail('step') }
function nested() {
  return [1].map((value) => value && arrow())
}
const seen = []
function note(error) { seen.push(error.stack) }
for (const call of [() => new Cart().total, () => nested(), () => [...steps()], () => null.x]) {
  try { call() } catch (error) { note(error) }
}
later().catch(note).then(() => console.log(JSON.stringify(seen)))
`

const TYPED = `interface Order { price: number }

enum Kind { Small }
${BODY.replace('price = 2', 'price: number = 2').replace('add(count)', 'add(count: number): number').replace('fail(reason)', 'fail(reason: string): never')}`

/** What a program of its own does with its stacks. */
const PREPARE = `Error.prepareStackTrace = (error, calls) => String(error) + calls.filter((call) => call.getFileName()?.includes('app')).map((call) =>
  '\\n    at ' + (call.getFunctionName() ?? '?') + ' (' + call.getFileName() + ':' + call.getLineNumber() + ':' + call.getColumnNumber() + ')').join('')
`

const compiled = (sourcemap) =>
  transformSync(TYPED, { loader: 'ts', format: 'cjs', target: 'node20', sourcemap, sourcefile: 'app.ts' })
const external = compiled('external')

const PROGRAMS = {
  CommonJS: { main: 'app.cjs', files: { 'app.cjs': BODY } },
  'an ES module': { main: 'app.mjs', files: { 'app.mjs': BODY } },
  'TypeScript with an inline map': { main: 'app.js', files: { 'app.ts': TYPED, 'app.js': compiled('inline').code } },
  'TypeScript with a map beside it': {
    main: 'app.js',
    files: {
      'app.ts': TYPED,
      'app.js': `${external.code}//# sourceMappingURL=app.js.map\n`,
      'app.js.map': external.map,
    },
  },
}

for (const [name, program] of Object.entries(PROGRAMS)) {
  const main = write(name, program)

  test(`stacks of ${name} have the lines of the original without any map`, async () => {
    const [plain, woven] = await stacksOf(main)
    assert.deepEqual(woven.map(withoutColumns), plain.map(withoutColumns))
  })

  test(`stacks of ${name} have the original's lines and columns with --enable-source-maps`, async () => {
    const [plain, woven] = await stacksOf(main, ['--enable-source-maps'])
    if (program.files['app.ts'] !== undefined) assert.match(plain[0][1], /app\.ts:\d+:\d+/)
    // Node writes the frames of a file with a map in another way, so that only their places can be compared.
    assert.deepEqual(woven.map(places), plain.map(places))
  })

  const preparing = write(`${name}, preparing`, {
    ...program,
    files: {
      ...program.files,
      [program.main]: PREPARE.replaceAll('\n  ', ' ').trim() + ';' + program.files[program.main],
    },
  })

  test(`stacks of ${name} that it prepares itself have the lines of the original`, async () => {
    const [plain, woven] = await stacksOf(preparing)
    assert.deepEqual(woven.map(withoutColumns), plain.map(withoutColumns))
  })
}

function write(name, { main, files }) {
  const path = join(folder, name.replaceAll(/\W+/g, '-'))
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, file)), { recursive: true })
    writeFileSync(join(path, file), text)
  }
  return join(path, main)
}

/** The frames of every error in the program's own files, plain and woven. */
async function stacksOf(main, flags = []) {
  const env = { PATH: process.env.PATH, DEBUGIN_CACHE_DIR: 'off', DEBUGIN_CONTROL_API: 'false' }
  const [plain, woven] = await Promise.all(
    [[], ['--import', REGISTER]].map((preload) =>
      run(process.execPath, [...flags, ...preload, main], {
        cwd: dirname(main),
        env: { ...env, DEBUGIN_EVENT_SINK_URL: 'http://127.0.0.1:9' },
      }),
    ),
  )
  const [plainStacks, wovenStacks] = [plain, woven].map(({ stdout }) => JSON.parse(stdout).map(framesOf))
  assert.equal(plainStacks.length, 5)
  for (const frames of plainStacks) assert.ok(frames.length > 1, frames.join('\n'))
  return [plainStacks, wovenStacks]
}

/** Message, and `name (file:line:column)` of each frame of the program. */
function framesOf(stack) {
  const [message, ...frames] = stack.split('\n')
  return [message, ...frames.filter((frame) => frame.includes(folder)).map((frame) => frame.trim())]
}

function withoutColumns(frames) {
  return frames.map((frame) => frame.replace(/:\d+(\)?)$/, '$1'))
}

function places(frames) {
  return frames.map((frame) => /\w+\.\w+:\d+:\d+/.exec(frame)?.[0] ?? frame)
}
