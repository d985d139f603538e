import assert from 'node:assert/strict'
import { test } from 'node:test'
import traverseModule from '@babel/traverse'
import { instrument, languageOf } from '@debugin/compiler'
import { parse } from '../../packages/compiler/dist/parse/parse.js'
import { realTexts, sampleTexts } from './harness/texts.mjs'

const traverse = traverseModule.default

/** Longer functions hand over fewer names than there are. */
const LONG_FUNCTION = 20_000

/** Functions and classes say nothing as values, and imports belong to the module, which shows its names by reader. */
const NOT_SHOWN = ['hoisted', 'local', 'module', 'unknown']

test('names in reach are those that Babel sees there: samples', () => {
  const counts = sampleTexts().map(compare)
  const sum = (part) => counts.reduce((total, count) => total + (count?.[part] ?? 0), 0)
  assert.ok(sum('said') > 1500 && sum('expected') > 1000, `${sum('said')} names, ${sum('expected')} of them expected`)
  // Babel's scopes do not take what sloppy code may declare twice.
  assert.ok(counts.filter((count) => count === null).length <= 8, 'too many samples that Babel has no scopes for')
})

test('names in reach are those that Babel sees there: files of libraries', () => {
  const texts = realTexts(80_000).filter((_, n) => n % 12 === 0)
  const counts = texts.map(compare).filter((count) => count !== null)
  assert.ok(counts.length > 10, `${counts.length} files`)
})

/** How many names were said and how many of them had to be; null where there is nothing to compare with. */
function compare({ file, sourceType, source }) {
  const text = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source
  const { sites } = instrument(text, { file, sourceType, inputMap: false })
  if (sites === null) return null
  const scopes = scopesOf(parse(text, sourceType, languageOf(file)))
  if (scopes === null) return null
  const starts = lineStarts(text)
  let said = 0
  let expected = 0
  for (const fn of sites.functions) {
    for (const { kind, line, column, names } of fn.sites) {
      if (kind !== 'statement') continue
      const at = starts[line - 1] + column
      const scope = scopeAt(scopes, at)
      const where = `${file}:${line}:${column}`
      const own = new Set(names.filter((name) => name !== 'this'))
      for (const name of own) assertOwn(scope, name, where)
      said += own.size
      for (const name of initialisedAt(scope, at)) {
        assert.ok(own.has(name), `${where}: "${name}" holds a value there, and the site does not say so`)
        expected++
      }
    }
  }
  return { said, expected }
}

/** A name that is said must be a variable of the function that the site stands in. */
function assertOwn(scope, name, where) {
  const binding = scope.getBinding(name)
  // `constructor(private name: string) {}` declares a parameter that Babel's scopes leave out.
  if (binding === undefined && isParameterProperty(scope, name)) return
  assert.ok(binding !== undefined, `${where}: "${name}" is no name there`)
  assert.equal(functionOf(binding.scope), functionOf(scope), `${where}: "${name}" is another function's`)
}

function isParameterProperty(scope, name) {
  const { params = [] } = functionOf(scope).block
  return params.some(({ type, parameter }) => {
    return type === 'TSParameterProperty' && (parameter.left ?? parameter).name === name
  })
}

/** Names of the function that hold a value at an offset for sure: parameters, and what was declared before in a block around. */
function initialisedAt(scope, at) {
  const own = functionOf(scope)
  if (own.block.end - own.block.start > LONG_FUNCTION) return []
  const names = []
  for (let around = scope; ; around = around.parent) {
    for (const [name, binding] of Object.entries(around.bindings)) {
      if (scope.getBinding(name) === binding && holdsValue(binding, at)) names.push(name)
    }
    if (around === own) return names
  }
}

function holdsValue({ kind, path, identifier }, at) {
  if (NOT_SHOWN.includes(kind) || identifier.name === 'this') return false
  if (path.isClass() || path.isFunction()) return false
  if (kind === 'param') return path.findParent((parent) => parent.isCatchClause()) === null
  if (!path.isVariableDeclarator() || path.node.end > at) return false
  const { parentPath: block, node } = path.parentPath
  // The head of a loop, and a case of a `switch`, may not have run.
  if (!block.isBlockStatement() && !block.isProgram()) return false
  return node.declare !== true && block.node.start <= at && at < block.node.end
}

/** Every scope of a file with its place; null where Babel makes none. */
function scopesOf(tree) {
  const scopes = []
  try {
    traverse(tree, { Scopable: ({ scope, node }) => void (scope.block === node && scopes.push(scope)), Program() {} })
    traverse(tree, { Program: ({ scope }) => void scopes.unshift(scope) })
  } catch (error) {
    if (/Duplicate declaration/.test(error.message)) return null
    throw error
  }
  return scopes
}

/** The innermost scope around the text at an offset; a scope that begins there is that of the statement itself. */
function scopeAt(scopes, at) {
  let innermost = scopes[0]
  for (const scope of scopes) {
    const { start, end } = scope.block
    if (start < at && at < end && start >= innermost.block.start) innermost = scope
  }
  return innermost
}

/** The scope of the function, or of what is like one: class fields and namespaces. */
function functionOf(scope) {
  for (let around = scope; ; around = around.parent) {
    if (around.parent === undefined || around.path.isFunction()) return around
    if (around.path.isStaticBlock() || around.path.isTSModuleBlock()) return around
  }
}

function lineStarts(text) {
  const starts = [0]
  for (const { 0: found, index } of text.matchAll(/\r\n?|[\n\u2028\u2029]/g)) starts.push(index + found.length)
  return starts
}
