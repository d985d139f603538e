/** Types and comments stand above, so that no built line is an original one. */
export interface Item {
  name: string
  cost: number
  quantity: number
}

export const rates: Record<string, number> = { tea: 0.07, pot: 0.19 }

export function priceOf(item: Item, rate: number): number {
  const base = item.cost * item.quantity
  const tax = base * rate
  return Math.round(base + tax) // price
}
