import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { MAX_STEPS, Pattern } from '../../packages/expression/dist/pattern/pattern.js'
import { PatternError } from '../../packages/expression/dist/pattern/patternScanner.js'

/** JavaScript's own engine is the oracle, on texts too short for it to run away on. */
const TEXTS = [
  '',
  'a',
  'b',
  'ab',
  'ba',
  'aab',
  'abab',
  'a b',
  'a-b',
  '_a1',
  '1',
  'A',
  '\n',
  'a\nb',
  'é',
  '😀',
  'a]b',
  '{a}',
]

test('the signs of a pattern mean what they mean in JavaScript', () => {
  const sources = String.raw`
    a ab ^ $ ^$ ^a b$ ^ab$ a|b ^(a|b)$ (?:ab)+ ^(?<x>a)b a?b a* ^a*$ ^a+b$ a{2} ^a{1,2}b a{2,} a{0} a{,2} a{x} {a}
    a]b } . ^.$ ^..$ [ab] [^ab] [] [^] [a-b]+$ [a\-b] [-a] [a-] \d \D \w \W \s \S [\d_] [^\W] [\s\S] \ba a\b a\Bb \B
    [\b] \x61 \u0061 \n \. \[ \/ () ()*a (a*)*b (a|ab)(b|) (?:a|\b)+$ (^a|b$) (^|b)a a(?:$|b) a+?b \0
    [\u00e0-\u00ff] []|a (a?){3}b ^(?:a?b?){2}$ ((){3}){3}a
  `.split(/\s+/)
  for (const source of sources) {
    const pattern = new Pattern(source)
    const oracle = new RegExp(source)
    for (const text of TEXTS)
      assert.equal(pattern.test(text), oracle.test(text), `${source} on ${JSON.stringify(text)}`)
  }
})

test('a leading (?i) lets A–Z and a–z match each other', () => {
  assert.equal(new Pattern('(?i)^get [a-c]$').test('GET B'), true)
  assert.equal(new Pattern('(?i)[^a]').test('A'), false)
  assert.equal(new Pattern('(?i)\\x41').test('a'), true)
})

test('what cannot be matched in linear time, or is wrong, is refused', () => {
  const sources = String.raw`
    ( ) (a a) [a * +a ? a** a{2}{3} {2} ^* \b+ [b-a] [a-\d] [\d-a] (?=a) (?!a) (?<=a) (?<!a) (?i)(?i) a(?i) (a)\1
    \k<a> \p{L} \cA \a \ \x4 \u12 a{3,2} a{1001} (?<a (?:a{100}){100} \01
  `
  const long = ['a'.repeat(513), '('.repeat(31) + ')'.repeat(31), '(?:a{100}){100}']
  for (const source of [...sources.trim().split(/\s+/), ...long]) {
    assert.throws(
      () => new Pattern(source),
      (error) => error instanceof PatternError,
      source,
    )
  }
})

test('patterns that keep a backtracking engine busy take a bounded number of steps', () => {
  const rows = [
    ['^(a+)+$', `${'a'.repeat(50_000)}b`, false],
    ['^(a|a)*$', `${'a'.repeat(50_000)}b`, false],
    ['(a*)*b', 'a'.repeat(50_000), false],
    ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'.repeat(50_000), false],
    ['(x+x+)+y', 'x'.repeat(50_000), false],
    ['^(a?){200}a{200}$', 'a'.repeat(200), true],
    ['((((a*)*)*)*)*$', 'a'.repeat(50_000), true],
  ]
  for (const [source, text, expected] of rows) {
    const pattern = new Pattern(source)
    assert.equal(pattern.test(text), expected, source)
    assert.ok(pattern.steps <= MAX_STEPS, `${source}: ${pattern.steps} steps`)
  }
  // Without the states that are kept, each of the 50,000 characters would take a step.
  const pattern = new Pattern('^(a+)+$')
  pattern.test('a'.repeat(50_000))
  assert.ok(pattern.steps < 100, `${pattern.steps} steps`)
})

test('a pattern with more states than are kept stops at the limit of steps', () => {
  const pattern = new Pattern('[ab]*a[ab]{300}c')
  let seed = 1
  const next = () => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
    return seed & 0x40000 ? 'a' : 'b'
  }
  const text = Array.from({ length: 100_000 }, next).join('')
  assert.throws(() => pattern.test(text), { message: /too many steps/ })
  // It is of use afterwards.
  assert.equal(pattern.test(`a${'b'.repeat(300)}c`), true)
})

const leaf = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\w', '\\b', '\\B', '^', '$', '\\d', '-')
const source = fc.letrec((tie) => ({
  part: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.tuple(tie('part'), tie('part')).map(([a, b]) => a + b),
    fc.tuple(tie('part'), tie('part')).map(([a, b]) => `(?:${a}|${b})`),
    fc.tuple(tie('part'), fc.constantFrom('*', '+', '?', '{2}', '{0,2}', '{1,}', '*?')).map(([a, q]) => `(?:${a})${q}`),
  ),
})).part

test('patterns made at random agree with JavaScript', () => {
  fc.assert(
    fc.property(source, fc.string({ unit: fc.constantFrom('a', 'b', '-', '1', '\n'), maxLength: 8 }), (made, text) => {
      assert.equal(new Pattern(made).test(text), new RegExp(made).test(text))
    }),
    { numRuns: 2000 },
  )
})

test('any text is a pattern that agrees with JavaScript, or a PatternError', () => {
  const sign = fc.constantFrom(...'ab^$.|()[]{}*+?\\-,01:=!<>dwbxu\n')
  fc.assert(
    fc.property(fc.string({ unit: sign, maxLength: 12 }), fc.constantFrom(...TEXTS), (made, text) => {
      let pattern
      try {
        pattern = new Pattern(made)
      } catch (error) {
        assert.ok(error instanceof PatternError)
        return
      }
      assert.equal(pattern.test(text), new RegExp(made).test(text))
    }),
    { numRuns: 3000 },
  )
})
