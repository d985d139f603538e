import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { writeTree } from '../agent/harness/tree.mjs'
import { compile, installBabel } from '../babel/harness/compile.mjs'
import { codeBlocks } from './codeBlocks.mjs'
import { startAndTrace, writePageProgram } from './pageProgram.mjs'

const PAGE = 'docs/BABEL.md'
const SOURCE = 'export const double = async (a: number): Promise<number> => a * 2\n'

const blocks = codeBlocks(PAGE).filter(({ language }) => language === 'json')

for (const major of [7, 8]) {
  for (const { info: name, text, line } of blocks) {
    test(`${PAGE}:${line} weaves with Babel ${major}`, (context) => {
      const folder = writeTree(context, { 'src/double.ts': SOURCE })
      writeFileSync(join(folder, name), text)
      const babel = installBabel(folder, major)
      const { code, metadata } = babel.transformFileSync(join(folder, 'src/double.ts'), { cwd: folder, root: folder })
      assert.deepEqual(metadata.debugin, { woven: true, skipped: [] })
      assert.doesNotMatch(code, /: number/)
      assert.equal(/\bvar \$D\w+_0 = /.test(code), text.includes('"module"'))
    })
  }
}

test(`the commands of ${PAGE} set a point in what Babel has compiled`, async (context) => {
  const price = `${'\n'.repeat(10)}export function price(cost: number): number {\n  return cost * 2\n}\n`
  const main = "import { price } from './price'\nsetInterval(() => price(4), 20)\n"
  const folder = writePageProgram(context, { 'src/price.ts': price, 'src/main.ts': main })
  const { presets, plugins } = JSON.parse(blocks[0].text)
  compile(installBabel(folder, 7), folder, { presets, plugins })
  const [{ text }] = codeBlocks(PAGE).filter(({ language }) => language === 'sh')
  const payload = await startAndTrace(context, folder, text.trimEnd().split('\n'))
  assert.deepEqual([payload.file, payload.line], [join(folder, 'src/price.ts'), 12])
  assert.deepEqual(payload.snapshot.arguments, { cost: 4 })
})
