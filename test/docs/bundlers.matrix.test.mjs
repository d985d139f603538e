import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { writeTree } from '../agent/harness/tree.mjs'
import { cleanEnvironment } from '../cli/command.mjs'
import { codeBlocks, ROOT } from './codeBlocks.mjs'
import { startAndTrace, writePageProgram } from './pageProgram.mjs'

const PAGE = 'docs/BUNDLERS.md'

const MAIN = `export function price(item) {
  return item.cost * 2
}
console.log(price({ cost: 4 }))
`

/** Runs a configuration without the bundler's own command, which is another package. */
const RUN_CONFIG = `const [bundler, config] = process.argv.slice(1)
const { [bundler]: compile = require(bundler) } = require(bundler === 'rspack' ? '@rspack/core' : bundler)
compile(require(config), (error, stats) => {
  if (error ?? stats.hasErrors()) throw error ?? new Error(stats.toString())
})`

const COMMANDS = {
  'vite.config.mjs': ['node_modules/vite/bin/vite.js', 'build'],
  'rollup.config.mjs': ['node_modules/rollup/dist/bin/rollup', '-c'],
  'rolldown.config.mjs': ['node_modules/rolldown/bin/cli.mjs', '-c'],
  'webpack.config.cjs': ['-e', RUN_CONFIG, 'webpack', './webpack.config.cjs'],
  'rspack.config.cjs': ['-e', RUN_CONFIG, 'rspack', './rspack.config.cjs'],
  'build.mjs': ['build.mjs'],
}

/** Next.js has a test of its own. */
const blocks = codeBlocks(PAGE).filter(({ language, info }) => language === 'js' && info !== 'next.config.mjs')

test('the page has a configuration for every bundler', () => {
  assert.deepEqual(blocks.map(({ info }) => info).sort(), Object.keys(COMMANDS).sort())
})

for (const { info: name, text, line } of blocks) {
  test(`${PAGE}:${line} builds a woven bundle that runs`, (context) => {
    const folder = writeTree(context, { [name]: text, 'src/main.js': MAIN })
    linkPeers(folder)
    const options = { cwd: folder, env: cleanEnvironment(), encoding: 'utf8', stdio: 'pipe' }
    execFileSync(process.execPath, COMMANDS[name], options)
    const built = readdirSync(join(folder, 'dist')).find((file) => /\.[cm]?js$/.test(file))
    const bundle = readFileSync(join(folder, 'dist', built), 'utf8')
    assert.match(bundle, /\[["'`]src\/main\.js["'`]\]/)
    assert.equal(execFileSync(process.execPath, [join('dist', built)], options), '8\n')
  })
}

test(`the commands of ${PAGE} set a point in a bundle`, async (context) => {
  const name = 'rollup.config.mjs'
  const main = MAIN.replace(/^console.*$/m, 'setInterval(() => price({ cost: 4 }), 20)')
  const config = blocks.find(({ info }) => info === name).text
  const folder = writePageProgram(context, { [name]: config, 'src/main.js': main })
  linkPeers(folder)
  execFileSync(process.execPath, COMMANDS[name], { cwd: folder, env: cleanEnvironment(), stdio: 'pipe' })
  const [{ text }] = codeBlocks(PAGE).filter(({ language }) => language === 'sh')
  const payload = await startAndTrace(context, folder, text.trimEnd().split('\n'))
  assert.deepEqual([payload.file, payload.line], [join(folder, 'src/main.js'), 2])
  assert.equal(payload.snapshot.returnValue, 8)
})

/** What a project that uses them all has installed. */
function linkPeers(folder) {
  const modules = join(folder, 'node_modules')
  if (!existsSync(join(modules, '@debugin/unplugin')))
    symlinkSync(join(ROOT, 'packages/bundler'), join(modules, '@debugin/unplugin'), 'dir')
  writeFileSync(join(modules, 'package.json'), '{}')
  for (const peer of ['vite', 'rollup', 'rolldown', 'webpack', '@rspack']) {
    symlinkSync(join(ROOT, 'test/bundlers/node_modules', peer), join(modules, peer), 'dir')
  }
  symlinkSync(join(ROOT, 'node_modules/esbuild'), join(modules, 'esbuild'), 'dir')
}
