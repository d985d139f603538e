'use strict'

const PRICES = { tea: 8, cup: 12, pot: 30 }

/** The answer to a request: what every item costs, and all together. */
function priceOrder(id, { items = '' }) {
  const lines = items.split(',').map((item) => {
    const [sku, quantity] = item.split(':')
    return { sku, quantity: Number(quantity), price: (PRICES[sku] ?? 1) * Number(quantity) }
  })
  return { id, lines, total: lines.reduce((sum, { price }) => sum + price, 0) }
}

module.exports = { priceOrder }
