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
const returnsArrow = () => () => 'inner'
const returnsFunction = () => function () {}
const returnsClass = () => class {}
const throws = () => { throw new Error('thrown') }
const destructured = ({ a, b: [c] = [2] }, ...rest) => [a, c, rest]
const defaults = (a = 1, b = a + 1, c = () => a + b) => c()
const assigns = (a) => a = 5
const logical = (a) => (a && a.b) || (a?.c ?? 'none'.length)
const inClass = class { read = () => this.value; value = 1 }
const yields = (a) => void a
const spread = (...all) => [...all, ...all]
const commented = (a) => /* before */ a /* behind */ // at the end
const inOperator = (a) => 'x' in a
const awaits = async () => (await async1(1), await async2(2))

log(nothing(), value(), object(), single(2), nested(1)(2)(3), multiLine(1, 2), parenthesised(2), sequence(1))
log(conditional(1)(2), conditional(0)(2), inArguments, comma(1), template('t'), regular(), asserted())
log(returnsArrow()(), returnsArrow().name, returnsFunction().name, returnsClass().name)
log(destructured({ a: 1 }, 3, 4), defaults(), defaults(5), assigns(1), spread(1, 2), commented(3), inOperator({ x: 1 }))
log(new inClass().read(), yields(1), logical({ c: 2 }))
try {
  throws()
} catch (error) {
  log(error)
}
for (const f of [nothing, value, nested, nested(1), destructured, defaults, spread, async1]) log(f.name, f.length)
for (let i = 0, next = () => i++; next() < 2; ) log('for', i)
awaits().then((last) => log('awaited', last))

function keepsThis() {
  const read = () => [this.x, arguments[0], new.target === keepsThis]
  const deeper = () => () => [this.x, arguments.length]
  return [read(), deeper()()]
}
log(keepsThis.call({ x: 1 }, 'first', 'second'))
log((new keepsThis('made'), typeof new keepsThis()))
