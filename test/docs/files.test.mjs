import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codeBlocks } from './codeBlocks.mjs'
import { runCommand, writePageProgram } from './pageProgram.mjs'

const blocks = codeBlocks('docs/FILES.md')
const [BY_GLOB, BY_PACKAGE] = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text)
const [IGNORE, INCLUDE] = blocks.filter(({ language }) => language === 'js').map(({ text }) => text)

const ANSWER = 'exports.answer = () => {\n  return 42\n}\n'
const FILES = ['src/price.js', 'src/generated/rates.js', 'tools/report.js']
const PACKAGES = ['express', '@acme/one', 'other'].map((name) => `node_modules/${name}/index.js`)
const ALL = [...FILES, ...PACKAGES]
const APP = ALL.map((file) => `require('./${file}').answer()\n`).join('')

async function filesHit(context, command, comments = {}) {
  const texts = ALL.map((file) => [file, (comments[file] ?? '') + ANSWER])
  const folder = writePageProgram(context, { 'app.js': APP, ...Object.fromEntries(texts) })
  const points = texts.map(([file, text]) => ({ file, line: text.split('\n').indexOf('  return 42') + 1 }))
  const { code, printed, files } = await runCommand(context, folder, command, points)
  assert.equal(code, 0, printed)
  return files
}

for (const command of BY_GLOB.trimEnd().split('\n')) {
  test(`by glob: ${command}`, async (context) => {
    assert.deepEqual(await filesHit(context, command), ['src/price.js'])
  })
}

for (const command of BY_PACKAGE.trimEnd().split('\n')) {
  test(`by package: ${command}`, async (context) => {
    const expected = [...FILES, ...PACKAGES.filter((file) => !file.includes('other'))].sort()
    assert.deepEqual(await filesHit(context, command), expected)
  })
}

test('by a comment in the file', async (context) => {
  const command = "DEBUGIN_EXCLUDE='tools/**' node --import @debugin/agent/register app.js"
  assert.deepEqual(await filesHit(context, command), ['src/generated/rates.js', 'src/price.js'])
  const comments = { 'src/price.js': IGNORE, 'tools/report.js': INCLUDE }
  assert.deepEqual(await filesHit(context, command, comments), ['src/generated/rates.js', 'tools/report.js'])
})
