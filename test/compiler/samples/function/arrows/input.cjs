const nothing = () => {}
const value = () => 1
const object = () => ({ a: 1 })
const single = a => a
const async1 = async a => a
const async2 = async (a) => { await null; return a }
const nested = (a) => (b) => (c) => [a, b, c]
const multiLine = (
  a,
  b,
) =>
  a +
  b
const parenthesised = (a) => (
  a * 2
)
const sequence = (a) => (a++, a)
const conditional = (a) => a ? (b) => b : (b) => -b
const inArguments = [3, 1, 2].sort((a, b) => a - b)
const comma = ((a) => a, (b) => b + 1)
const template = (a) => `${a}${((b) => b)(a)}`
const regular = () => /=>/.test('=>')
const asserted = (a) => { 'use strict'; return this === module.exports }
log(nothing(), value(), object(), single(2), nested(1)(2)(3), multiLine(1, 2), parenthesised(2), sequence(1))
log(conditional(1)(2), conditional(0)(2), inArguments, comma(1), template('t'), regular(), asserted())
for (const f of [nothing, value, nested, nested(1), async1, async2]) log(f.name, f.length)
async2(1).then((last) => log('awaited', last))
