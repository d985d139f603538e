'use strict'

// Reports over rows of sales, in the style of map, filter and reduce: small arrows handed to array methods.

const { createRandom } = require('./shared/random.js')

const ROWS = 2_500
const REGIONS = ['north', 'east', 'south', 'west']
const PRODUCTS = ['bolt', 'nut', 'washer', 'screw', 'nail', 'rivet', 'hinge']

const sum = (values) => values.reduce((total, value) => total + value, 0)
const by = (read) => (a, b) => read(a) - read(b)
const descending = (order) => (a, b) => order(b, a)
const pipe =
  (...steps) =>
  (input) =>
    steps.reduce((value, step) => step(value), input)
const where = (test) => (rows) => rows.filter(test)
const select = (read) => (rows) => rows.map(read)
const sortBy = (order) => (rows) => [...rows].sort(order)
const limit = (count) => (rows) => rows.slice(0, count)

function groupBy(rows, read) {
  return rows.reduce((groups, row) => {
    const key = read(row)
    const group = groups.get(key)
    if (group === undefined) return groups.set(key, [row])
    group.push(row)
    return groups
  }, new Map())
}

const revenue = ({ amount, price, discount = 0 }) => Math.round(amount * price * (100 - discount)) / 100

const totalsBy = (key) => (rows) =>
  [...groupBy(rows, (row) => row[key])].map(([name, group]) => ({
    name,
    count: group.length,
    revenue: Math.round(sum(group.map(revenue))),
    best: Math.max(...group.map(({ price }) => price)),
  }))

const bestSales = pipe(
  where(({ amount, returned }) => !returned && amount > 3),
  select((row) => ({ id: row.id, revenue: revenue(row) })),
  sortBy(descending(by(({ id, revenue }) => revenue * 10_000 + id))),
  limit(25),
)

const loyalCustomers = (rows) =>
  [...groupBy(rows, ({ customer }) => customer)]
    .filter(
      ([, visits]) => visits.some(({ region }) => region === 'north') && visits.every(({ returned }) => !returned),
    )
    .flatMap(([customer, visits]) => visits.map(({ product }, index) => `${customer}:${product}:${index}`))
    .filter((label) => !label.includes('nut:0'))

const movingAverage = (width) => (values) =>
  values.map((_, i) => sum(values.slice(Math.max(0, i - width + 1), i + 1)) / Math.min(width, i + 1))

function makeRows(count) {
  const random = createRandom(55_555)
  return Array.from({ length: count }, (_, id) => ({
    id,
    region: REGIONS[random() % 4],
    product: PRODUCTS[random() % 7],
    customer: random() % 400,
    amount: random() % 12,
    price: (random() % 5_000) / 100,
    returned: random() % 9 === 0,
    ...(random() % 4 === 0 && { discount: random() % 30 }),
  }))
}

const rows = makeRows(ROWS)

function run(scale) {
  let checksum = 0
  for (let i = 0; i < 6 * scale; i++) {
    const part = rows.filter(({ id }) => id % 7 !== i % 7)
    const totals = [...totalsBy('region')(part), ...totalsBy('product')(part)]
    const averages = movingAverage(12)(part.map(({ amount }) => amount))
    checksum = totals.reduce((hash, { revenue, count }) => (Math.imul(hash, 31) + revenue * count) | 0, checksum)
    checksum = bestSales(part).reduce((hash, { id }) => (Math.imul(hash, 31) + id) | 0, checksum)
    checksum = (checksum + loyalCustomers(part).join().length + Math.round(sum(averages) * 1000)) | 0
  }
  return checksum
}

module.exports = {
  name: 'chains',
  isolates: 'arrows given to array methods, curried functions, destructured and default parameters, spread',
  run,
  expected: { 1: 1811623543, 2: -1228241290 },
}
