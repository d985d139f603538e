import { added, count as counted, increase } from './input.other.mjs'
import defaulted, * as other from './input.other.mjs'
import './input.other.mjs'
import json, { readFileSync } from 'node:fs'
export { added as sum, defaulted as default }
export * from './input.other.mjs'
export * as everything from './input.other.mjs'
export { sep as separator } from 'node:path'
export const a = 1, b = () => a
export let changing = 'before'
export function exported(n) { return n + a }
export async function later() { return await changing }
export function* each() { yield a }
export class Thing { value = a }
export { a as 'quoted name' }
export const { x, y: [z] } = { x: 1, y: [2] }
changing = 'after'
increase()
log(counted, other.count, typeof json.readFileSync, json.readFileSync === readFileSync, added(1, 2))
log(import.meta.url.endsWith('input.mjs'), this, typeof exports)
const dynamic = await import('./input.other.mjs')
log(dynamic.count, Object.keys(other))
try {
  counted = 5
} catch (error) {
  log(error.name)
}
if (a) await null
const top = await later()
log(top, [...each()], exported(1), b())
