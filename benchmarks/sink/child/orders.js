'use strict'

/** Orders of one job: each passes the probe once. */
const HITS = 4

function price(order) {
  let sum = 0
  for (const { cost, quantity } of order.lines) sum += cost * quantity
  return sum // the place of the probe
}

function makeOrder(id, count) {
  const lines = Array.from({ length: count }, (_, i) => ({
    sku: `sku-${id}-${i}`,
    cost: (i % 9) + 0.5,
    quantity: i % 5,
  }))
  return { id, customer: { name: `customer ${id}`, tags: ['a', 'b'] }, lines }
}

/** What programs do, objects, texts, JSON, with so many lines in each order. */
module.exports = function work(job, lines) {
  let total = 0
  for (let n = 0; n < HITS; n++) {
    const order = JSON.parse(JSON.stringify(makeOrder(job * HITS + n, lines)))
    const text = order.lines
      .map(({ sku, cost }) => `${sku}=${cost.toFixed(2)}`)
      .sort()
      .join('&')
    total += price(order) + text.length + JSON.parse(JSON.stringify(order)).lines.length
  }
  return total
}
