import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MAX_MESSAGE_LENGTH, parseTemplate } from '@debugin/expression'
import { DebugInError } from '@debugin/protocol'
import { render } from './evaluate.mjs'

class Order {
  id = 7
  items = [1, { sku: 'x' }]
}
class Cart extends Map {}
class Failure extends TypeError {}

const variables = {
  name: 'bob',
  n: 5,
  none: null,
  user: { name: 'bob', 'full name': 'b "b" b', nested: { deep: { deeper: 1 } } },
}

test('holes in one and two braces', () => {
  const rows = [
    ['plain', 'plain'],
    ['', ''],
    ['{name}', 'bob'],
    ['{{name}}', 'bob'],
    ['{ name } is {{ n + 1 }}!', 'bob is 6!'],
    ['{name}{n}', 'bob5'],
    ["a } b {'}'}{{'}}' + \"{\"}}", 'a } b }}}{'],
    ["{'it\\'s }'}", "it's }"],
    ['{name}}', 'bob}'],
    ['{n > 3 ? "many" : "few"}', 'many'],
    ['{nowhere} and {n}', '<error: nowhere: "nowhere" is not in reach here> and 5'],
    ['{none.a}', '<error: none.a: none is null; write ?. to go on with undefined>'],
  ]
  for (const [text, expected] of rows) assert.equal(render(text, variables), expected, text)
})

test('parts keep the text of their hole', () => {
  const parts = parseTemplate('a {{ n + 1 }}')
  assert.deepEqual(parts[0], { text: 'a ' })
  assert.equal(parts[1].source, 'n + 1')
})

test('a message that cannot be parsed says where', () => {
  const rows = [
    ['a {name', 2, /unclosed \{/],
    ['a {{name}', 8, /closes with \}\}/],
    ['{', 0, /unclosed/],
    ['{}', 1, /an expression is expected/],
    ['a {{}}', 4, /an expression is expected/],
    ['ab {n = 1}', 6, /use == to compare/],
    ['{n} {{ n.constructor }}', 9, /never readable/],
    ['{{{n}}}', 2, /\{'\{'\}/],
    ['{n:.2f}', 2, /":"/],
    ["{'abc}", 0, /unclosed \{/],
    ['x'.repeat(4097), 4096, /4097 characters/],
    ['{save()}', 1, /a call of save/],
  ]
  for (const [text, position, says] of rows) {
    assert.throws(
      () => parseTemplate(text),
      (error) => {
        assert.ok(error instanceof DebugInError, text)
        assert.deepEqual([error.code, error.status, error.details.position], ['INVALID_TEMPLATE', 422, position], text)
        assert.match(error.message, says)
        return true
      },
    )
  }
})

test('values as a message shows them', () => {
  const rows = [
    [1.5, '1.5'],
    [-0, '0'],
    [10n, '10'],
    [true, 'true'],
    [null, 'null'],
    [undefined, 'undefined'],
    [Symbol('s'), 'Symbol(s)'],
    [function save() {}, '[function save]'],
    [[1, 'a', null, undefined, 5n], '[1,"a",null,undefined,5n]'],
    [[], '[]'],
    [{}, '{}'],
    [new Array(3), '[<empty>,<empty>,<empty>]'],
    [variables.user, '{"name":"bob","full name":"b \\"b\\" b","nested":{"deep":{…}}}'],
    [new Order(), 'Order {"id":7,"items":[1,{…}]}'],
    [Object.create(null), '{}'],
    [new Map([[1, 2]]), 'Map(1)'],
    [new Cart(), 'Cart(0)'],
    [new Set([1]), 'Set(1)'],
    [Buffer.from('ab'), 'Buffer(2)'],
    [new Float64Array(3), 'Float64Array(3)'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [new Date(Number.NaN), 'Date'],
    [/^a\/b/gi, '/^a\\/b/gi'],
    [new Failure('no'), 'Failure: no'],
    [new Proxy({}, {}), '[Proxy]'],
    [new Proxy(() => 1, {}), '[Proxy]'],
    [Promise.resolve(1), 'Promise {}'],
    [
      {
        get a() {
          return 1
        },
      },
      '{"a":<accessor>}',
    ],
    [Array.from({ length: 12 }, (_, i) => i), '[0,1,2,3,4,5,6,7,8,9,… 2 more]'],
    [2n ** 5000n, '<a long BigInt>'],
  ]
  for (const [value, expected] of rows) assert.equal(render('{value}', { value }), expected)
})

test('a message has a bounded length', () => {
  const long = render('{a}{a}', { a: 'x'.repeat(3000) })
  assert.equal(long.length, MAX_MESSAGE_LENGTH + 1)
  assert.ok(long.endsWith('x…'))
  assert.equal(render('{a}', { a: '😀'.repeat(3000) }).isWellFormed(), true)
  const wide = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`k${i}`, 'v'.repeat(5000)]))
  assert.ok(render('{a}', { a: [wide, wide, wide, wide, wide, wide, wide, wide] }).length <= MAX_MESSAGE_LENGTH + 1)
})

test('what is secret is withheld wherever it is read', () => {
  const moreHost = { isSecret: (name) => name === 'password', cleanText: (text) => text.replaceAll('hunter2', '***') }
  const own = { password: 'p', user: { password: 'p', hint: 'hunter2' }, key: 'password' }
  const rows = [
    ['{password}', '<redacted>'],
    ['{user.password}', '<redacted>'],
    ['{user[key]}', '<redacted>'],
    ["{'' + user.password}", '<redacted>'],
    ['{user}', '{"password":"<redacted>","hint":"***"}'],
    ['{user.hint}', '***'],
  ]
  for (const [text, expected] of rows) assert.equal(render(text, own, moreHost), expected, text)
})
