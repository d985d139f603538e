import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ROOT } from './codeBlocks.mjs'
import { runCommand, writePageProgram } from './pageProgram.mjs'

const PAGE = readFileSync(join(ROOT, 'docs/LOADING.md'), 'utf8')
const TABLE = PAGE.slice(PAGE.indexOf('| way | the line |'), PAGE.indexOf('\n\nCommonJS'))
const LINES = [...TABLE.matchAll(/^\| (.+?) \| `([^`]+)`/gm)].map(([, way, line]) => ({
  way: way.replaceAll('`', ''),
  line,
}))

const FILES = {
  'app.js': "require('./price').price(7)\n",
  'price.js': 'exports.price = (cost) => {\n  return cost * 2\n}\n',
}

test('the table has every way', () => assert.equal(LINES.length, 5))

for (const { way, line } of LINES) {
  test(`${way}: ${line}`, async (context) => {
    const isCode = way === 'start()'
    const files = isCode ? { ...FILES, 'main.js': `${line}\nrequire('./app.js')\n` } : FILES
    const folder = writePageProgram(context, files)
    const points = [{ file: 'price.js', line: 2 }]
    const { code, printed, files: hit } = await runCommand(context, folder, isCode ? 'node main.js' : line, points)
    assert.equal(code, 0, printed)
    assert.deepEqual(hit, ['price.js'])
  })
}
