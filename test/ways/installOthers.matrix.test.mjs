import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { writeTree } from '../agent/harness/tree.mjs'
import { ROOT } from '../docs/codeBlocks.mjs'
import { pack, run } from './packed.mjs'

const OTHERS = ['debugin', '@debugin/sink', '@debugin/unplugin', '@debugin/babel-plugin']

/** What a project has that builds with them. */
const PEERS = ['@babel/core', 'esbuild']

/** A package has what it needs where nothing but what it asks for is installed, and weaves, or runs, what it should. */
const BUILD = `import { transformAsync } from '@babel/core'
import { startSink } from '@debugin/sink'
import { build } from 'esbuild'
import debugin from '@debugin/unplugin/esbuild'
const source = 'export const twice = (n) => {\\n  return n * 2\\n}\\n'
const isWoven = (code) => code.includes('debugin.runtime')
const { code } = await transformAsync(source, { filename: 'twice.js', plugins: ['@debugin'], sourceMaps: true })
const { outputFiles } = await build({
  entryPoints: ['plain.js'], bundle: true, write: false, outdir: 'out', plugins: [debugin()],
})
const sink = await startSink({ port: 0 })
await sink.stop()
console.log(isWoven(code), outputFiles.map(({ text }) => isWoven(text)).join(), typeof sink.url)
`

test('what is built with, and the command line, are installed with all that they need', async (context) => {
  const files = {
    'app/package.json': '{"name":"app","private":true}',
    'app/build.mjs': BUILD,
    'app/plain.js': 'export const plain = () => {\n  return 1\n}\nplain()\n',
    'app/app.js': 'console.log("ran woven:", globalThis[Symbol.for("debugin.runtime")] !== undefined)\n',
  }
  const folder = join(writeTree(context, files), 'app')
  const packed = [...(await pack(OTHERS, folder)).values()]
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const peers = PEERS.map((name) => `${name}@${devDependencies[name]}`)
  await run(folder, 'npm', 'install', ...packed, ...peers, '--prefer-offline', '--no-audit', '--no-fund', '--silent')
  assert.equal(await run(folder, process.execPath, 'build.mjs'), 'true true string\n')
  assert.equal(await run(folder, 'npx', 'debugin', 'run', 'app.js'), 'ran woven: true\n')
})
