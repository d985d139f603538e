import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { test } from 'node:test'

const root = new URL('../../', import.meta.url)

/** What a fresh process prints. */
function printed(source) {
  return execFileSync(process.execPath, ['-e', source], { cwd: root, encoding: 'utf8' }).trim()
}

const loadedFiles = `Object.keys(require.cache).map((file) => file.replaceAll('\\\\', '/').split('/').slice(-3).join('/'))`

test('the evaluating half loads neither jsep, nor the protocol, nor a module of Node', () => {
  const list = printed(`
    const { Module } = require('node:module')
    const load = Module._load
    Module._load = function (name, ...rest) { if (name.startsWith('node:')) console.log(name); return load.call(this, name, ...rest) }
    require('@debugin/expression/evaluate')
    console.log(${loadedFiles}.filter((file) => /vendor|parse\\/|protocol|jsep/.test(file)).join())
  `)
  assert.equal(list, '')
})

test('the whole package loads the parser at the first text', () => {
  const source = `
    const { parseExpression } = require('@debugin/expression')
    const isLoaded = () => ${loadedFiles}.some((file) => file.endsWith('vendor/jsep.js'))
    const before = isLoaded()
    parseExpression('a')
    console.log(before, isLoaded())
  `
  assert.equal(printed(source), 'false true')
})

test("the program's own jsep is left as it is, and leaves ours", () => {
  const require = createRequire(new URL('packages/expression/package.json', root))
  const jsep = require('jsep')
  const before = JSON.stringify([jsep.Jsep.binary_ops, jsep.Jsep.unary_ops, Object.keys(jsep.Jsep.literals)])
  const { parseExpression } = require('@debugin/expression/parse')
  parseExpression('a startsWith "b" and not c')
  assert.equal(JSON.stringify([jsep.Jsep.binary_ops, jsep.Jsep.unary_ops, Object.keys(jsep.Jsep.literals)]), before)
  jsep.addBinaryOp('@', 5)
  jsep.Jsep.prototype.gobbleToken = () => false
  assert.throws(() => parseExpression('a @ b'), { code: 'INVALID_CONDITION' })
  assert.equal(parseExpression('a').type, 'name')
})

test('the private copy of jsep comes with its licence', () => {
  const text = printed(`
    const { dirname, join } = require('node:path')
    const folder = join(dirname(require.resolve('@debugin/expression/parse')), '..', 'vendor')
    console.log(require('node:fs').readFileSync(join(folder, 'LICENSE'), 'utf8'))
  `)
  assert.match(text, /Permission is hereby granted/)
})

test('named imports work from ES modules', async () => {
  const whole = await import('@debugin/expression')
  const names = ['ExpressionError', 'MAX_MESSAGE_LENGTH', 'compileExpression', 'compileTemplate', 'parseExpression']
  for (const name of [...names, 'parseTemplate', 'printExpression']) assert.ok(name in whole, name)
})
