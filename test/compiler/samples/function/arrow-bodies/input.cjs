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
const awaits = async () => (await 1, await 2)

log(returnsArrow()(), returnsArrow().name, returnsFunction().name, returnsClass().name)
log(destructured({ a: 1 }, 3, 4), defaults(), defaults(5), assigns(1), spread(1, 2), commented(3), inOperator({ x: 1 }))
log(new inClass().read(), yields(1), logical({ c: 2 }))
try {
  throws()
} catch (error) {
  log(error)
}
for (const f of [destructured, defaults, spread, awaits]) log(f.name, f.length)
for (let i = 0, next = () => i++; next() < 2; ) log('for', i)
awaits().then((last) => log('awaited', last))
