'use strict'

/** Stack frames below the function: as many as a snapshot shows by default. */
const DEPTH = 10

function priceOrder(id, customer, items) {
  let sum = id < 0 ? 0 : customer.balance
  for (const item of items) sum += item.price * item.quantity
  return sum // the place of the probe
}

/** Arrives at `priceOrder` from some way down the stack, as real code does. */
function descend(depth, id, customer, items) {
  return depth === 0 ? priceOrder(id, customer, items) : descend(depth - 1, id, customer, items)
}

const customer = {
  id: 7,
  name: 'Ada',
  balance: 0,
  address: { city: 'London', lines: ['12 St James’s Square'] },
  tags: ['vip'],
}
const items = [
  { sku: 'tea', price: 8, quantity: 2 },
  { sku: 'cup', price: 12, quantity: 1 },
]

module.exports = (id) => descend(DEPTH, id, customer, items)
