import { createHash } from 'node:crypto'
import {
  fromJS,
  Map as ImmutableMap,
  Set as ImmutableSet,
  is,
  List,
  OrderedMap,
  Range,
  Record,
  Seq,
  Stack,
} from 'immutable'

let map = ImmutableMap()
for (let i = 0; i < 500; i++) map = map.set((i * 7919) % 1009, List([i, String(i)]))
for (let i = 0; i < 200; i++) map = map.delete((i * 31) % 1009)
const sorted = map.sortBy((list) => -list.first()).take(5)
console.log(map.size, map.hashCode(), sorted.toJS(), String(sorted))

const big = map.withMutations((draft) =>
  Range(2000, 2300).forEach((i) => {
    draft.set(i, i)
  }),
)
console.log(
  is(
    big.filter((value) => List.isList(value)),
    map,
  ),
  big.count((value) => typeof value === 'number'),
)

const Order = Record({ id: 0, lines: List(), note: null }, 'Order')
class Priced extends Order {
  get total() {
    return this.lines.reduce((sum, { price }) => sum + price, 0)
  }
}
const order = new Priced({ id: 7, lines: List([{ price: 3 }, { price: 4 }]) }).update('lines', (lines) =>
  lines.push({ price: 5 }),
)
console.log(order.total, order.toString(), order.equals(new Priced(order.toObject())))

const nested = fromJS({ a: { b: [{ c: new Set([1]) }], d: { e: 1 } } })
console.log(
  nested
    .updateIn(['a', 'b', 0, 'f'], 0, (n) => n + 1)
    .mergeDeep({ a: { d: { g: 2 } } })
    .toJSON(),
)
const lazy = Seq(Range(1, Infinity))
  .map((n) => n * n)
  .filter((n) => n % 3 === 1)
  .skip(10)
  .takeWhile((n) => n < 5000)
console.log(
  lazy.toArray(),
  lazy
    .groupBy((n) => n % 4)
    .map((group) => group.count())
    .toJS(),
)
console.log(ImmutableSet('hello').union('world').sort().join(''), Stack.of(1, 2).unshift(0).pop().peek())

let list = List()
for (let i = 0; i < 1500; i++) list = i % 3 === 2 ? list.unshift(i) : list.push(i)
list = list.setSize(1200).splice(10, 500, 'x').insert(3, 'y').reverse()
console.log(createHash('sha256').update(JSON.stringify(list)).digest('hex'), list.lastIndexOf('x'))
console.log([
  ...OrderedMap([
    ['z', 1],
    ['a', 2],
  ])
    .flip()
    .mapKeys((key) => key * 2)
    .entries(),
])
try {
  nested.setIn(['a', 'b', 0, 'c', 'd', 'e'], 1)
} catch (error) {
  console.log(error.message)
}
