import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder } from '../agent/harness/temporaryFolder.mjs'
import { cleanEnvironment } from '../cli/command.mjs'
import { codeBlocks, ROOT } from './codeBlocks.mjs'

test("the README's first command works where nothing has been installed or built", (context) => {
  const [command] = codeBlocks('README.md').filter(({ language }) => language === 'sh')
  const folder = temporaryFolder(context, 'debugin-fresh-')
  copyTo(folder)
  const { status, stdout, stderr } = spawnSync(command.text, {
    cwd: folder,
    shell: true,
    env: cleanEnvironment(),
    encoding: 'utf8',
  })
  assert.equal(status, 0, `${stdout}\n${stderr}`)
  const shown = [
    /pricing\.ts:26 priceOrder returned after [\d.]+ ms/, // a snapshot, in the lines of the TypeScript source
    /arguments\n +items +\[ \{ sku: 'tea', quantity: 100 \} \]\n +customer +\{.*kind: 'wholesale', cardNumber: \[redacted\] \}/,
    /locals\n(.*\n)* +discount +0\.15\n/,
    /returned +\{(.*\n)* +total: 57800\n/,
    /stack\n +priceOrder \(src\/pricing\.ts:26:3\)\n +placeOrder \(src\/routes\.ts:25:27\)/,
    /routes\.ts:26 order 1: Ann \(retail\) pays 76000 cents/, // the logpoint
  ]
  for (const pattern of shown) assert.match(stdout, pattern)
})

/** What is tracked, with what is new in the working tree; all but what installs and builds make, where there is no git. */
function copyTo(folder) {
  const listed = existsSync(join(ROOT, '.git'))
    ? execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' })
    : null
  if (listed === null) {
    const made = /[\\/](node_modules|dist|\.git)([\\/]|$)/
    cpSync(ROOT, folder, { recursive: true, filter: (path) => !made.test(path.slice(ROOT.length)) })
    return
  }
  for (const path of listed.trimEnd().split('\n')) {
    if (existsSync(join(ROOT, path))) cpSync(join(ROOT, path), join(folder, path))
  }
}
