import { early, early2, own } from './input.mjs'
export function late(n) {
  return n === 0 ? 'late end' : early(n - 1)
}
export const value = 1
log('called before its module has run:', early(2), early2().method(), early2().arrow())
try {
  own
} catch (error) {
  log(error.name)
}
