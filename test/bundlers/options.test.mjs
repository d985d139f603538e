import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'
import { isWoven } from '@debugin/compiler'
import { build } from 'esbuild'
import { writeTree } from '../agent/harness/tree.mjs'
import { ROOT } from '../docs/codeBlocks.mjs'

const debugin = createRequire(import.meta.url)('@debugin/unplugin/esbuild')

const FILES = {
  'src/main.ts': "import './a'\nimport './b'\nimport './types'\nimport 'dep'\n",
  'src/a.ts': 'console.log("a")\n',
  'src/b.jsx': 'console.log(<b title="x">b</b>)\n',
  'src/types.ts': 'export type A = string\n',
  'node_modules/dep/index.js': 'console.log("dep")\n',
  'node_modules/dep/package.json': '{"name":"dep"}\n',
}

/** Builds, and gives the names of the files that were woven, with what the build warned of. */
async function wovenOf(context, options = {}, settings = {}, files = {}) {
  const folder = writeTree(context, { ...FILES, ...files })
  const { warnings } = await build({
    absWorkingDir: folder,
    entryPoints: ['src/main.ts'],
    outfile: 'out.js',
    bundle: true,
    jsxFactory: 'String',
    logLevel: 'silent',
    plugins: [debugin({ root: folder, ...options })],
    ...settings,
  })
  const text = readFileSync(join(folder, 'out.js'), 'utf8')
  const names = [...text.matchAll(/\["([\w./@-]+)"\]/g)].map(([, name]) => name)
  assert.equal(isWoven(text), names.length > 0)
  return { names: names.sort(), warnings: warnings.map((warning) => warning.text), text }
}

test('everything but packages is woven, under its name from the root', async (context) => {
  const { names, warnings } = await wovenOf(context)
  assert.deepEqual(names, ['src/a.ts', 'src/b.jsx'])
  assert.deepEqual(warnings, [])
})

test('globs choose files, relative and absolute ones, and packages', async (context) => {
  const names = async (options) => (await wovenOf(context, options)).names
  assert.deepEqual(await names({ include: ['src/*.ts'] }), ['src/a.ts'])
  assert.deepEqual(await names({ exclude: ['**/a.*', '**/node_modules/**'] }), ['src/b.jsx'])
  assert.deepEqual(await names({ include: ['/**/b.jsx'] }), ['src/b.jsx'])
  assert.deepEqual(await names({ include: ['node_modules/dep/**'] }), ['node_modules/dep/index.js'])
})

test('what is built for browsers is left alone, unless the build says so', async (context) => {
  const forBrowser = { platform: 'browser' }
  assert.deepEqual((await wovenOf(context, {}, forBrowser)).names, [])
  assert.deepEqual((await wovenOf(context, { everywhere: true }, forBrowser)).names, ['src/a.ts', 'src/b.jsx'])
})

test('gates can be variables of their modules', async (context) => {
  const { text } = await wovenOf(context, { gates: 'module' })
  assert.doesNotMatch(text, /Object\.defineProperty\(g/)
})

test("a file's kind is the build's to say", async (context) => {
  const jsx = { 'src/main.ts': "import './plain.js'\n", 'src/plain.js': 'console.log(<i />)\n' }
  const { names } = await wovenOf(context, {}, { loader: { '.js': 'jsx' } }, jsx)
  assert.deepEqual(names, ['src/plain.js'])
})

test('a module that cannot be woven is built, with a warning that says why', async (context) => {
  const { names, warnings } = await wovenOf(context, {}, {}, { 'src/a.ts': 'var globalThis = {}\nconsole.log("a")\n' })
  assert.deepEqual(names, ['src/b.jsx'])
  assert.equal(warnings.length, 1)
  assert.match(warnings[0], /src\/a\.ts cannot hold probes: .*globalThis/)
})

test('an unknown option and a malformed one are refused by name', () => {
  assert.throws(() => debugin({ exlude: [] }), /knows no option "exlude"; it knows include, exclude/)
  assert.throws(() => debugin({ include: 'src/**' }), /option "include" is "src\/\*\*"; it takes a list of globs/)
  assert.throws(() => debugin({ gates: 'none' }), /it takes "global" or "module"/)
})

test('docs/BUNDLERS.md lists every option, and no other', () => {
  const table = readFileSync(join(ROOT, 'docs/BUNDLERS.md'), 'utf8').split('| option | default |')[1].split('\n\n')[0]
  const listed = [...table.matchAll(/^\| (\w+) \|/gm)].map(([, name]) => name)
  const known = /it knows (.*)$/.exec(messageOf(() => debugin({ unknown: 1 })))[1].split(', ')
  assert.deepEqual(listed.sort(), known.sort())
})

function messageOf(run) {
  try {
    run()
  } catch (error) {
    return error.message
  }
}
