'use strict'

/** Orders of one job: each passes the probe once. */
const HITS = 4

function price(order) {
  let sum = 0
  for (const { cost, quantity } of order.lines) sum += cost * quantity
  return sum // the place of the probe
}

function makeOrder(id) {
  const lines = Array.from({ length: 60 }, (_, i) => ({ sku: `sku-${id}-${i}`, cost: (i % 9) + 0.5, quantity: i % 5 }))
  return { id, customer: { name: `customer ${id}`, tags: ['a', 'b'] }, lines }
}

/** About a millisecond of what programs do: objects, texts, JSON. */
module.exports = function work(job) {
  let total = 0
  for (let n = 0; n < HITS; n++) {
    const order = JSON.parse(JSON.stringify(makeOrder(job * HITS + n)))
    const text = order.lines
      .map(({ sku, cost }) => `${sku}=${cost.toFixed(2)}`)
      .sort()
      .join('&')
    total += price(order) + text.length + JSON.parse(JSON.stringify(order)).lines.length
  }
  return total
}
