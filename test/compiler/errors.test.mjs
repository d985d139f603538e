import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instrument } from '@debugin/compiler'
import { DebugInError } from '@debugin/protocol'

const weave = (source, options = {}) => instrument(source, { file: 'input.cjs', sourceType: 'commonjs', ...options })

const UNPARSABLE = {
  'a bracket that is never closed': ['log(1)\n\nfunction f( {', 3, /Unexpected token/],
  'a text that is never closed': ["log(1)\nconst a = 'b", 2, /Unterminated string/],
  'types in a JavaScript file': ['const a: number = 1', 1, /Missing initializer|Unexpected token/],
  'an import in a CommonJS file': ["\nimport a from 'b'", 2, /import/],
  'a name declared twice': ['let a\nlet a', 2, /already been declared/],
  'await outside of an async function': ['function f() {\n  await g()\n}', 2, /await|semicolon/],
  'a file of another kind': ['<!DOCTYPE html>\n<p>', 1, /./],
}

for (const [what, [source, line, reason]] of Object.entries(UNPARSABLE)) {
  test(`${what} is left alone, with the line and the reason`, () => {
    const { code, woven, map, sites, skipped, record } = weave(source)
    assert.equal(code, source)
    assert.deepEqual({ woven, map, sites, record: record.length }, { woven: false, map: null, sites: null, record: 0 })
    assert.equal(skipped.length, 1)
    assert.equal(skipped[0].line, line)
    assert.match(skipped[0].reason, /^it does not parse: /)
    assert.match(skipped[0].reason, reason)
  })
}

test('a file that does not parse keeps its byte order mark', () => {
  assert.equal(weave('\ufefffunction (').code, '\ufefffunction (')
})

test('a file in which nothing runs is left alone, and says so', () => {
  for (const source of ['', '// only a comment', '/* and\nanother */\n']) {
    const { code, woven, skipped } = weave(source)
    assert.deepEqual(
      { code, woven, skipped },
      { code: source, woven: false, skipped: [{ line: 1, reason: 'nothing runs' }] },
    )
  }
  const types = 'export interface A { a: string }\nexport type B = A'
  assert.equal(weave(types, { file: 'input.ts', sourceType: 'module' }).code, types)
})

test('a file with a `globalThis` of its own is left alone, since woven code reaches for it first', () => {
  const source = 'const globalThis = {}\nlog(globalThis)'
  const { code, skipped } = weave(source)
  assert.equal(code, source)
  assert.deepEqual(skipped, [{ line: 1, reason: 'the file declares `globalThis` itself' }])
  assert.equal(weave('function f(globalThis) { return globalThis }').woven, true)
})

test('what stays as it is within a woven file is named with its line', () => {
  const { woven, skipped } = weave('function f(o) {\n  with (o) { g() }\n}\nfunction asm() { "use asm"; return {} }')
  assert.equal(woven, true)
  assert.deepEqual(skipped, [
    { line: 2, reason: 'inside `with`, every name may be a property of an object' },
    { line: 4, reason: '`use asm` code is only compiled as such while it is untouched' },
  ])
})

test('statements too many and too short for every one to hold a probe are said to be so', () => {
  const { skipped, sites, code } = weave('a;\n'.repeat(20_000))
  assert.deepEqual(skipped, [
    { line: 1, reason: 'its statements are so many and so short that not every one can hold a probe' },
  ])
  const { length } = sites.functions[0].sites
  assert.ok(length > 0 && length < 20_000, `${length} sites`)
  assert.ok(code.length <= 4 * 60_000 + 8000, `${code.length} characters`)
})

const REFUSED = {
  'an unknown option': [{ gate: 'module' }, /knows no option "gate".*gates/, 'gate'],
  'no file': [{ file: undefined }, /needs the option "file"/, 'file'],
  'an empty name of a file': [{ file: '' }, /needs the option "file"/, 'file'],
  'an unknown source type': [
    { sourceType: 'esm' },
    /"sourceType" is "esm"; it may be commonjs, module, script/,
    'sourceType',
  ],
  'an unknown language': [{ language: 'coffee' }, /"language" is "coffee"; it may be js, jsx, ts, tsx/, 'language'],
  'an unknown kind of gates': [{ gates: true }, /"gates" is true; it may be global, module/, 'gates'],
}

for (const [what, [options, message, option]] of Object.entries(REFUSED)) {
  test(`${what} is refused with what may stand there`, () => {
    assert.throws(
      () => weave('log(1)', options),
      (error) => {
        assert.ok(error instanceof DebugInError)
        assert.equal(error.code, 'INVALID_OPTION')
        assert.match(error.message, message)
        assert.deepEqual(error.details, { option })
        return true
      },
    )
  })
}

test('the extension tells the language and the source type where no option does', () => {
  const woven = (file, source) => instrument(source, { file }).woven
  assert.equal(woven('a.ts', 'const a = <number>b'), true)
  assert.equal(woven('a.tsx', 'const a = <p>{b as number}</p>'), true)
  assert.equal(woven('a.cts', 'const a: number = 1'), true)
  assert.equal(woven('a.cts', "import type { A } from 'a'\nreturn 1 as A"), true, 'types of CommonJS')
  assert.equal(woven('a.jsx', 'const a = <p/>'), true)
  assert.equal(woven('a.js', 'const a = <p/>'), true, 'elements in plain JavaScript, as bundlers take them')
  assert.equal(woven('a.mjs', 'await 1'), true)
  assert.equal(woven('a.mts', 'await (1 as number)'), true)
  assert.equal(woven('a.js', 'return 1'), true)
  assert.equal(woven('a.mjs', 'return 1'), false)
  assert.equal(woven('a', 'log(1)'), true, 'a command without an extension')
})
