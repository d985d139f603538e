import { createHash } from 'node:crypto'
import { z } from 'zod'

const Line = z.object({ product: z.string().min(2), quantity: z.number().int().positive() })
const Order = z
  .object({
    id: z.uuid(),
    customer: z.object({ email: z.email(), tags: z.set(z.string()).optional() }).strict(),
    lines: z.array(Line).nonempty().max(20),
    state: z.enum(['open', 'paid']).default('open'),
    due: z.coerce.date().transform((date) => date.toISOString()),
    payment: z.discriminatedUnion('by', [
      z.object({ by: z.literal('card'), last4: z.string().regex(/^\d{4}$/) }),
      z.object({ by: z.literal('bill'), net: z.bigint() }),
    ]),
  })
  .refine(({ lines }) => lines.length !== 3, { message: 'three is a crowd', path: ['lines'] })

const order = (i) => ({
  id: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  customer: i % 5 === 4 ? { email: 'nobody', extra: i } : { email: `c${i}@shop.example`, tags: new Set(['a']) },
  lines: Array.from({ length: i % 4 }, (_, n) => ({ product: 'tea'.slice(0, n + 1), quantity: n - (i % 3) + 2 })),
  due: i % 7 === 6 ? 'someday' : i * 86_400_000,
  payment: i % 2 ? { by: 'card', last4: String(1000 + i) } : { by: i % 6 ? 'bill' : 'shell', net: BigInt(i) },
})

const texts = []
for (let i = 0; i < 40; i++) {
  const { success, data, error } = Order.safeParse(order(i))
  texts.push(
    JSON.stringify(success ? data : error.issues, (_, value) => (typeof value === 'bigint' ? `${value}n` : value)),
  )
}
console.log(texts.slice(4, 8).join('\n'))
console.log(createHash('sha256').update(texts.join()).digest('hex'))
console.log(JSON.stringify(z.toJSONSchema(z.object({ line: Line, more: z.record(z.string(), z.number()).nullable() }))))
console.log(z.prettifyError(Order.safeParse(order(14)).error))
console.log(
  await z
    .string()
    .refine(async (text) => text === 'b', 'not b')
    .safeParseAsync('a')
    .then(({ error }) => error.message),
)

const Tree = z.object({
  value: z.number(),
  get next() {
    return Tree.optional()
  },
})
console.log(Tree.parse({ value: 1, next: { value: 2, next: { value: 3 } } }).next.next.value)
try {
  Tree.parse({ value: 1, next: { value: '2' } })
} catch (error) {
  console.log(error.name, error instanceof z.ZodError, error.issues)
}
