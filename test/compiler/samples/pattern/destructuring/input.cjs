const order = []
const note = (value) => (order.push(value), value)
function patterns(source) {
  const { a, b: renamed, c = note('c'), d: { e, f: [g] = ['g'] } = {}, ...rest } = source
  const [h, , i = note('i'), ...[j, k]] = source.list
  let l, m, n
  ;({ l, m: n, ['computed']: m = l } = source)
  ;[l, n] = [n, l]
  const target = {}
  ;[target.x, target['y'], ...target.rest] = [1, 2, 3, 4]
  ;({ a: target.a, b: target[`b${1}`] } = source)
  const { length } = 'text', { [note('key')]: o = (() => 'value')() } = {}
  const { p = () => {}, q = class {}, r = function () {} } = {}
  for (const { x, y = x } of [{ x: 1 }]) log(x, y)
  var { a: again, ...others } = { a: again, b: again }
  const swap = ([x, y]) => [y, x]
  log(p.name, q.name, r.name, swap([1, 2]), (l = n))
  return [a, renamed, c, e, g, rest, h, i, j, k, l, m, n, target, length, o, again, others]
}
log(patterns({ a: 1, b: 2, d: { e: 5 }, list: [1, 2, undefined, 4, 5], l: 'l', m: 'm', computed: 'cc' }), order)

const iterator = {
  [Symbol.iterator]() {
    let n = 0
    return {
      next: () => (order.push(`next ${n}`), { value: n++, done: false }),
      return: () => (order.push('closed'), {}),
    }
  },
}
const [first, second] = iterator
log(first, second, order)
const getters = { get a() { note('get a'); return 1 }, get b() { note('get b'); return 2 } }
const { b, a } = getters
log(a, b, order)
for (const call of [
  () => { const { x } = null },
  () => { const [x] = {} },
  () => { const { x = y, y } = {} },
  () => { ({ x: { y: z } } = {}) },
]) {
  try {
    call()
  } catch (error) {
    log(error.name)
  }
}
