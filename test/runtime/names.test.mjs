import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instrument } from '@debugin/compiler'
import { sitesOf } from '@debugin/protocol'
import { namesOfSite } from '../../packages/runtime/dist/hits/names.js'
import { armedRuntime } from '../compiler/harness/armed.mjs'

test('a parameter is an argument wherever it is in reach, and what hides it is a local', () => {
  assert.deepEqual(namesByLine('function f(a, b) {\nconst c = 1\n{\nlet a = 2\nlog(a)\n}\nreturn b\n}'), {
    1: 'a b |',
    2: 'a b |',
    4: 'b | c',
    5: 'b | c a',
    7: 'a b | c',
    8: 'a b |',
  })
})

test('`this` is neither an argument nor a local', () => {
  assert.deepEqual(namesByLine('function f(a) {\nconst c = this\nreturn c\n}'), {
    1: 'a |',
    2: 'a |',
    3: 'a | c',
    4: 'a |',
  })
})

/** Arguments and locals at the sites of the first function. */
function namesByLine(source) {
  const runtime = armedRuntime()
  const global = { Symbol, Object }
  runtime.install(global)
  new Function('globalThis', instrument(source, { file: 'input.cjs' }).code)(global)
  const [file] = runtime.files
  const texts = {}
  for (const { fn, site } of sitesOf(file.table)) {
    if (fn !== 1) continue
    const names = namesOfSite(file.arm(fn), site)
    const text = (list) => list.map(({ name }) => name).join(' ')
    texts[site.line] = `${text(names.arguments)} | ${text(names.locals)}`.trim()
  }
  return texts
}
