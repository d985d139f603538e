'use strict'

// Chains of lodash over a table of orders: lazy sequences, grouping, sorting, deep copies and comparisons.

const _ = require('lodash')
const { createRandom } = require('../kernels/shared/random.js')
const { addText } = require('./shared/textChecksum.js')

const ORDERS = 3000

const random = createRandom(99)
const orders = Array.from({ length: ORDERS }, (_unused, id) => ({
  id,
  country: ['no', 'de', 'fr', 'nl'][random() % 4],
  total: random() % 1000,
  lines: Array.from({ length: random() % 4 }, (_none, line) => ({ line, sku: `s${random() % 50}` })),
}))

function run(scale) {
  let checksum = 0
  for (let i = 0; i < scale; i++) {
    const best = _.chain(orders)
      .filter(({ total }) => total > 100 + i)
      .groupBy('country')
      .mapValues((group) => _.sumBy(group, 'total'))
      .toPairs()
      .sortBy(([, sum]) => -sum)
      .value()
    const skus = _(orders)
      .flatMap('lines')
      .map('sku')
      .uniq()
      .filter((sku) => sku.length > 2)
      .take(20)
      .join()
    const copies = _.cloneDeep(orders.slice(0, 200))
    const merged = _.merge({}, ..._.map(copies, (order) => ({ [order.country]: { [`o${order.id}`]: order.total } })))
    const same = _.isEqual(copies, orders.slice(0, 200))
    const ordered = _.orderBy(orders, ['country', 'total'], ['asc', 'desc']).slice(0, 50)
    checksum = addText(checksum, JSON.stringify([best, skus, same, _.size(merged.no), _.map(ordered, 'id')]))
  }
  return checksum
}

module.exports = {
  name: 'lodash',
  isolates: 'a library of small general functions, called with callbacks and property names; deep copies',
  run,
  expected: { 1: -68225474, 2: -74542468 },
}
