/** Types, so that lines move. */
interface Item {
  cost: number
  quantity: number
}

export function priceOf(item: Item, rate: number): number {
  const base = item.cost * item.quantity
  return Math.round(base * (1 + rate)) // price
}
