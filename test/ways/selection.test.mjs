import assert from 'node:assert/strict'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { without } from '../agent/harness/nodes.mjs'
import { startProgram } from '../agent/harness/program.mjs'
import { writeTree } from '../agent/harness/tree.mjs'

const answer = (name) => `exports.answer = () => {\n  return '${name}'\n}\n`
const pack = (name) => JSON.stringify({ name, version: '1.0.0' })

/** A workspace: the program, a sibling that is linked, and packages in every place where installers put them. */
const WORKSPACE = {
  'package.json': pack('workspace'),
  'shop/package.json': pack('shop'),
  'shop/app.js': `const steps = require('../steps.cjs')
    steps({ load: async (name) => (name.startsWith('import ') ? await import(name.slice(7)) : require(name)).answer() })`,
  'shop/node_modules/dep/package.json': pack('dep'),
  'shop/node_modules/dep/index.js': answer('dep'),
  'shop/node_modules/dep/nested.js': "exports.answer = require('inner').answer\n",
  'shop/node_modules/dep/node_modules/inner/index.js': answer('inner'),
  'shop/node_modules/@scope/one/index.js': answer('one'),
  'shop/node_modules/@scope/two/index.mjs': "export function answer() {\n  return 'two'\n}\n",
  'shop/node_modules/@scope/two/package.json': '{"name":"@scope/two","main":"index.mjs"}',
  'shop/node_modules/other/index.js': answer('other'),
  'shop/node_modules/other/part.js': answer('part'),
  'node_modules/hoisted/index.js': answer('hoisted'),
  'store/.pnpm/stored@1.0.0/node_modules/stored/index.js': answer('stored'),
  'linked/package.json': pack('linked'),
  'linked/dist/package.json': '{"type":"commonjs"}',
  'linked/index.js': "exports.answer = require('./dist/built.js').answer\n",
  'linked/dist/built.js': answer('linked'),
}

function writeWorkspace(context) {
  const folder = writeTree(context, WORKSPACE)
  symlinkSync(join(folder, 'store/.pnpm/stored@1.0.0/node_modules/stored'), join(folder, 'shop/node_modules/stored'))
  symlinkSync(join(folder, 'linked'), join(folder, 'shop/node_modules/linked'))
  return folder
}

/** The file that holds each answer, by what is asked for. */
const NAMED = {
  dep: 'shop/node_modules/dep/index.js',
  '@scope/one': 'shop/node_modules/@scope/one/index.js',
  'import @scope/two': 'shop/node_modules/@scope/two/index.mjs',
  'dep/nested': 'shop/node_modules/dep/node_modules/inner/index.js',
  hoisted: 'node_modules/hoisted/index.js',
  stored: 'store/.pnpm/stored@1.0.0/node_modules/stored/index.js',
  linked: 'linked/dist/built.js',
}

const start = (context, env, options = {}) =>
  startProgram(context, { folder: writeWorkspace(context), main: 'shop/app.js', env, ...options })

for (const major of [20, 24]) {
  const skip = without(major)
  test(`packages are woven by name, wherever they are installed: Node ${major}`, { skip }, async (context) => {
    const env = { DEBUGIN_INCLUDE_PACKAGES: 'dep,inner,@scope/*,hoisted,stored,linked' }
    const app = await start(context, env, { major })
    for (const [name, file] of Object.entries(NAMED)) {
      const said = await app.step('load', name)
      const point = await app.api.trace({ file: app.path(file), line: 2 })
      assert.equal(point.status, 'active', `${name}: ${point.statusReason}`)
      assert.equal(await app.step('load', name), said)
      assert.equal((await app.events.hit(point.id)).payload.file, app.path(file), name)
    }
    const { status, statusReason } = await app.api.trace({ file: 'node_modules/other/part.js', line: 2 })
    assert.deepEqual([status, statusReason], ['error', 'it belongs to the package other, which is not included'])
  })
}

test('a package that is named can hold a point before it is loaded, by its link, too', async (context) => {
  const app = await start(context, { DEBUGIN_INCLUDE_PACKAGES: '*' })
  const names = { dep: 'node_modules/dep/index.js', stored: 'node_modules/stored/index.js', other: 'other/index.js' }
  for (const [name, file] of Object.entries(names)) {
    if (name === 'other') assert.equal(await app.step('load', name), name)
    const { id, status } = await app.api.trace({ file, line: 2 })
    assert.equal(status, name === 'other' ? 'active' : 'pending')
    assert.equal(await app.step('load', name), name)
    assert.equal((await app.events.hit(id)).payload.snapshot.returnValue, name)
  }
  const loaded = await app.api.trace({ file: app.path('shop/node_modules/stored/index.js'), line: 2 })
  assert.equal(loaded.status, 'active')
})

test('a file that is excluded stays so, though its package is named', async (context) => {
  const env = { DEBUGIN_INCLUDE_PACKAGES: 'other', DEBUGIN_EXCLUDE: '**/part.js' }
  const app = await start(context, env)
  const point = await app.api.trace({ file: 'node_modules/other/part.js', line: 2 })
  assert.deepEqual([point.status, point.statusReason], ['error', 'it is excluded'])
  assert.equal((await app.api.trace({ file: 'node_modules/other/index.js', line: 2 })).status, 'pending')
})

test('a root that is a link, and a program that is started by one', async (context) => {
  const folder = writeTree(context, { 'release/app.js': WORKSPACE['shop/app.js'], 'release/lib.js': answer('lib') })
  writeFileSync(join(folder, 'release/package.json'), pack('release'))
  symlinkSync(join(folder, 'release'), join(folder, 'current'))
  for (const env of [{}, { DEBUGIN_ROOT: join(folder, 'current') }]) {
    const app = await startProgram(context, { folder, main: 'current/app.js', env })
    const waiting = await app.api.trace({ file: join(folder, 'current/lib.js'), line: 2 })
    assert.deepEqual([waiting.status, waiting.resolvedFile], ['pending', join(folder, 'release/lib.js')])
    assert.equal(await app.step('load', './lib.js'), 'lib')
    const { payload } = await app.events.hit(waiting.id)
    assert.equal(payload.file, join(folder, 'release/lib.js'))
  }
})

const LONG = `function f(a){${Array.from({ length: 200 }, (_, n) => `a=a+${n};`).join('')}return a}`
const DATA = `// @debugin-include was here\nexports.picture = '${'A0+/'.repeat(1000)}'\n${answer('data')}`
const MAP = { version: 3, sources: ['original.ts'], names: [], mappings: 'AAAA' }

const FILES = {
  'package.json': pack('rules'),
  'app.js': `require('./steps.cjs')({
    load: async (name) => {
      const { answer } = name.endsWith('.mjs') ? await import(name) : require(name)
      return answer()
    },
    bytes: () => new WebAssembly.Module(require('node:fs').readFileSync(require('node:path').join(__dirname, 'add.wasm'))) instanceof WebAssembly.Module,
    json: () => require('./data.json').from,
  })`,
  'ignored.js': `// @debugin-ignore: hot\n${answer('ignored')}`,
  'ignored.mjs': "/*\n * @debugin-ignore\n */\nexport function answer() {\n  return 'ignored'\n}\n",
  'mentioned.js': `const text = '@debugin-ignore' // @debugin-ignore\n${answer('mentioned')}`,
  'generated/left.js': answer('left'),
  'generated/kept.js': `/* @debugin-include */ ${answer('kept')}`,
  'node_modules/eager/index.js': `/* @debugin-include */ ${answer('eager')}`,
  'packed.js': `${LONG};\n${answer('packed')}`,
  'asked.js': `// @debugin-include\n${LONG};\n${answer('asked')}`,
  'mapped.js': `${answer('mapped')}${LONG};\n//# sourceMappingURL=mapped.js.map\n`,
  'mapped.js.map': JSON.stringify(MAP),
  'tiny.min.js': answer('tiny'),
  'named.min.js': answer('named'),
  'data.js': DATA,
  'data.json': '{"from":"json"}\n',
  'add.wasm': '\0asm\x01\0\0\0',
}

const MINIFIED = 'it is minified, and there is no source map'

describe('rules for files of the program itself', async () => {
  const env = { DEBUGIN_INCLUDE: '**,named.min.js', DEBUGIN_EXCLUDE: 'generated/**' }
  const app = await startProgram({ after }, { files: FILES, env })

  test('files that are left alone, and why', async () => {
    const left = {
      'ignored.js': 'a comment in it says @debugin-ignore',
      'ignored.mjs': 'a comment in it says @debugin-ignore',
      'generated/left.js': 'it is excluded',
      'node_modules/eager/index.js': 'it belongs to the package eager, which is not included',
      'packed.js': MINIFIED,
      'tiny.min.js': MINIFIED,
      'data.json': 'it is JSON',
      'add.wasm': 'it is WebAssembly',
    }
    for (const [file, reason] of Object.entries(left)) {
      const before = await app.api.trace({ file, line: 3 })
      assert.deepEqual([before.status, before.statusReason], ['error', reason], file)
      if (!/\.m?js$/.test(file)) continue
      await app.step('load', `./${file}`)
      const after = await app.api.trace({ file, line: 3 })
      assert.deepEqual([after.status, after.statusReason], ['error', reason], `${file}, loaded`)
    }
    const { files } = (await app.api.health()).processes[0]
    const reasons = Object.fromEntries(
      files.skipped.map(({ file, reason }) => [file.slice(app.folder.length + 1), reason]),
    )
    for (const file of ['ignored.js', 'generated/left.js', 'packed.js']) assert.equal(reasons[file], left[file])
    assert.equal(reasons['node_modules/eager/index.js'], undefined)
  })

  test('files that are woven for all that', async () => {
    for (const file of ['mentioned.js', 'generated/kept.js', 'asked.js', 'mapped.js', 'named.min.js', 'data.js']) {
      const line = FILES[file].split('\n').findIndex((text) => text.startsWith('  return')) + 1
      const before = await app.api.trace({ file, line })
      assert.equal(before.status, 'pending', `${file}: ${before.statusReason}`)
      await app.step('load', `./${file}`)
      const { payload } = await app.events.hit(before.id)
      assert.deepEqual([payload.file, payload.line], [app.path(file), line])
    }
  })
})
