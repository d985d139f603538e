import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { writeTree } from '../agent/harness/tree.mjs'
import { installBabel } from '../babel/harness/compile.mjs'
import { codeBlocks } from './codeBlocks.mjs'

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
