import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Functions in the program, besides the one that is busy. */
export const MANY = 1000

/** Where probes stand: in the busy function, and on the first line of each of the others. */
export const BUSY_LINE = 3
export const manyLine = (index) => 10 + 4 * index

const BUSY = `'use strict'
function price(order, customer) {
  const base = order.cost * order.quantity
  return customer.wholesale ? base * 0.85 : base
}

exports.price = price
// What follows is called now and then.
`

/** Writes the program whose gates are opened and closed, and gives its path. */
export function writeProgram(folder) {
  const one = (index) => `exports.f${index} = function f${index}(n) {\n  const next = n + ${index}\n  return next\n}\n`
  const text = BUSY + Array.from({ length: MANY }, (_, index) => one(index)).join('')
  const file = join(folder, 'program.js')
  writeFileSync(join(folder, 'package.json'), '{"name":"flip"}')
  writeFileSync(file, text)
  return file
}
