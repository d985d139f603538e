import { Cart } from './cart'
import type { Item } from './price'

const items: Item[] = [
  { name: 'tea', cost: 800, quantity: 3 },
  { name: 'pot', cost: 2500, quantity: 1 },
]

const steps: Record<string, (...args: string[]) => unknown> = {
  total: () => items.reduce((cart, item) => cart.add(item), new Cart()).total(),
  greet: async (name) => (await import('./greeting')).greet(name as string),
}

async function main(): Promise<void> {
  console.log(steps.total?.(), await steps.greet?.('Ann'), await steps.greet?.('Luna'))
  if (process.send === undefined) return
  process.on('message', async ({ id, step, args }: { id: number; step: string; args: string[] }) => {
    // What the agent was told before the step began reaches the program first.
    await new Promise((resolve) => setImmediate(resolve))
    process.send?.({ id, value: await steps[step]?.(...args) })
  })
  process.send({ ready: true })
}

main()
