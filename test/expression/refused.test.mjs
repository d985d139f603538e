import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseExpression } from '@debugin/expression'
import { DebugInError } from '@debugin/protocol'

/** Text, offset of what is refused, and a part of what the message says about it. */
const cases = {
  assignments: [
    ['a = 5', 2, /use == to compare/],
    ['user.age=5', 8, /"=".*use == to compare/],
    ['a += 1', 2, /cannot assign/],
    ['a ||= 1', 2, /cannot assign/],
    ['a++', 1, /cannot count/],
    ['--a', 0, /cannot count/],
    ['a--b', 1, /cannot count/],
  ],
  'calls and constructions': [
    ['save()', 0, /a call of save\(\).*run code/],
    ['user.save(1)', 5, /a call of \.save\(\)/],
    ['a["startsWith"]("x")', 2, /a call of a value/],
    ['a?.()', 0, /a call of a\(\)/],
    ['a.startsWith?.("x")', 2, /a call of \.startsWith/],
    ['Object.keys(a)', 7, /Object\.keys\(x\)\.length/],
    ['Object.keys(a)["length"]', 7, /a call/],
    ['Object.values(a).length', 7, /a call/],
    ['keyCount(a)', 0, /a call of keyCount/],
    ['startsWith(a, "x")', 0, /a call of startsWith/],
    ['a.startsWith("x")("y")', 0, /a call of a value/],
    ['new Foo', 0, /"new"/],
    ['new Foo()', 0, /"new"/],
    ['function () {}', 0, /"function"/],
    ['x => 1', 2, /functions/],
    ['len()', 0, /0 arguments of len\(\).*takes one/],
    ['len(a, b)', 0, /2 arguments/],
    ['len(a b)', 0, /2 arguments/],
    ['a.startsWith("x", 1)', 2, /2 arguments of startsWith/],
    ['Object.keys(a, b).length', 0, /2 arguments of Object\.keys/],
  ],
  'more than one expression, or none': [
    ['', 0, /the end.*an expression is expected/],
    ['  ', 2, /the end/],
    ['()', 1, /an expression is expected/],
    ['a b', 2, /"b".*complete expression/],
    ['a, b', 1, /","/],
    ['(a, b)', 2, /","/],
    ['a; b', 1, /";"/],
    ['a;', 1, /";"/],
    [';a', 0, /";"/],
    ['a)', 1, /closes nothing/],
    ['a ==', 4, /expected expression after ==/],
    ['a and', 5, /expected expression/],
    ['not', 3, /operand after not/],
    ['a ? b', 5, /expected :/],
    ['(a', 2, /expected \)/],
    ['a[0', 3, /expected \]/],
    ['a[]', 2, /an expression is expected/],
    ['a.', 2, /a name is expected/],
    ['a. 5', 3, /a name is expected/],
    ["'abc", 0, /unclosed '/],
    ['== 3', 0, /"=="/],
  ],
  'forms of JavaScript that are left out': [
    ['`a`', 0, /template literals/],
    ['a`b`', 1, /"`"/],
    ['[1, 2]', 0, /array literals/],
    ['({})', 1, /object literals/],
    ['/a/', 0, /matches '\^\/api'/],
    ['a ** 2', 2, /powers/],
    ['a & b', 2, /use &&/],
    ['a | b', 2, /use \|\|/],
    ['a ^ b', 2, /bitwise/],
    ['~a', 0, /bitwise/],
    ['a << 1', 2, /bitwise/],
    ['a >>> 1', 2, /bitwise/],
    ['a instanceof B', 2, /can run code/],
    ['...a', 0, /spreading/],
    ['delete a.b', 0, /cannot delete/],
    ['void 0', 0, /write undefined/],
    ['await a', 0, /cannot wait/],
    ['import("fs")', 0, /load modules/],
    ['super.a', 0, /use this/],
    ['if (a) b', 0, /statements/],
    ['a.#b', 2, /a name is expected/],
    ['10n', 2, /BigInt literals/],
    ['1_000', 1, /without separators/],
    ['017', 0, /leading zero/],
    ['3px', 1, /cannot follow the number 3/],
    ['1e999', 0, /too large/],
    ["'\\d'", 1, /\\\\d for a backslash/],
    ["'\\1'", 1, /\\xHH/],
    ["'\\u12'", 1, /\\uHHHH/],
    ['a\u00a0== 1', 1, /U\+00A0/],
    ['a ?? b || c', 7, /parentheses/],
    ['a && b ?? c', 7, /parentheses/],
    ['a not in b', 2, /write not \(a in b\)/],
    ['!a startsWith "x"', 0, /binds tighter than startsWith/],
  ],
  'keys that are never readable': [
    ['a.constructor', 2, /never readable/],
    ['a?.constructor', 3, /never readable/],
    ["a['constructor']", 2, /never readable/],
    ["a['\\u0063onstructor']", 2, /never readable/],
    ['a.__proto__.x', 2, /never readable/],
    ["a.b['prototype']", 4, /never readable/],
    ['({}).constructor', 1, /object literals/],
    ['"".constructor', 3, /never readable/],
    ['constructor', 0, /never readable/],
    ['a.prototype.startsWith("x")', 2, /never readable/],
    ['"constructor" in a', 0, /never readable/],
    ['isDefined(a.__proto__)', 12, /never readable/],
    ['Object.keys(a.constructor).length', 14, /never readable/],
  ],
  patterns: [
    ["a matches '(b'", 10, /not closed/],
    ["a matches 'b**'", 10, /two quantifiers/],
    ["a matches '(?=b)'", 10, /lookahead/],
    ["a matches '(b)\\\\1'", 10, /back references/],
    ["a matches '(x{1000}){1000}'", 10, /too large/],
    ['a.matches(5)', 10, /as a text/],
  ],
}

for (const [group, rows] of Object.entries(cases)) {
  test(group, () => {
    for (const [text, position, says] of rows) {
      const error = refusalOf(text)
      assert.equal(error.details.position, position, `${text} → ${error.message}`)
      assert.match(error.message, says, text)
      assert.equal(error.details.expression, text)
    }
  })
}

test('limits', () => {
  const rows = [
    ['a'.repeat(2049), /2049 characters/],
    [`${'('.repeat(60)}a${')'.repeat(60)}`, /nested deeper than 50/],
    ['('.repeat(2000), /nested deeper than 50/],
    ['!'.repeat(2000), /nested deeper than 50/],
    [`${'!'.repeat(50)}a`, /nested deeper than 50/],
    [`${'a?'.repeat(600)}`, /nested deeper than 50/],
    ['a['.repeat(500), /nested deeper than 50/],
    ['not '.repeat(400), /nested deeper than 50/],
    [`a${'.b'.repeat(50)}`, /nested deeper than 50/],
    [`a${'+a'.repeat(50)}`, /nested deeper than 50/],
  ]
  for (const [text, says] of rows) assert.match(refusalOf(text).message, says)
  assert.equal(parseExpression('a'.repeat(2048)).type, 'name')
  assert.equal(parseExpression(`${'!'.repeat(49)}a`).type, 'unary')
  assert.match(refusalOf(balanced(8)).message, /more than 500 parts/)
  assert.equal(parseExpression(balanced(7)).type, 'binary')
})

/** `((a+a)+(a+a))…`: wide and not deep. */
function balanced(levels) {
  return levels === 0 ? 'a' : `(${balanced(levels - 1)}+${balanced(levels - 1)})`
}

function refusalOf(text) {
  try {
    parseExpression(text)
  } catch (error) {
    assert.ok(error instanceof DebugInError, `${text} → ${error.stack}`)
    assert.equal(error.code, 'INVALID_CONDITION')
    assert.equal(error.status, 422)
    return error
  }
  return assert.fail(`accepted: ${text}`)
}
