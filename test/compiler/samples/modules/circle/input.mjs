import { late, value } from './input.other.mjs'
export function early(n) {
  return n === 0 ? 'end' : late(n - 1)
}
export function early2() {
  return { method() { return typeof value }, arrow: () => typeof value }
}
export const own = 'own'
log(early(3), early2().method(), early2().arrow())
