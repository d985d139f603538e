import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { integerText, thousandthsText } from '../../packages/runtime/dist/capture/digits.js'

const integers = fc.oneof(
  fc.maxSafeNat(),
  fc.nat(2_000_000),
  // Beside multiples of a thousand, where quotients are rounded.
  fc.tuple(fc.nat({ max: 2 ** 43 }), fc.integer({ min: -2, max: 2 })).map(([k, d]) => {
    return Math.min(Math.max(k * 1000 + d, 0), Number.MAX_SAFE_INTEGER)
  }),
)

test('integers are written as JavaScript writes them', () => {
  for (const value of [0, 7, 999, 1000, 1001, 999_999, 1_000_000, Date.now(), Number.MAX_SAFE_INTEGER]) {
    assert.equal(integerText(value), `${value}`)
  }
  fc.assert(
    fc.property(integers, (value) => integerText(value) === `${value}`),
    { numRuns: 20_000 },
  )
})

test('thousandths have three decimals', () => {
  assert.equal(thousandthsText(0), '0.000')
  assert.equal(thousandthsText(250), '0.250')
  assert.equal(thousandthsText(12_345_678), '12345.678')
  fc.assert(
    fc.property(
      integers,
      (value) =>
        thousandthsText(value)
          .replace('.', '')
          .replace(/^0+(?=\d)/, '') === `${value}`,
    ),
    { numRuns: 20_000 },
  )
})
