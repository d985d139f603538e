import { invalidField, nearestName, unknownField } from '@debugin/protocol/checks'
import type { Context } from 'hono'

/** The parameters of a query; each may stand more than once. */
export type Query = Readonly<Record<string, string[]>>

/** @throws DebugInError UNKNOWN_FIELD for a parameter that the call does not know */
export function readQuery(context: Context, known: readonly string[]): Query {
  const query = context.req.queries()
  for (const name of Object.keys(query)) if (!known.includes(name)) throw unknownField(name, known)
  return query
}

/** @throws DebugInError INVALID_FIELD for a value that is none of the choices */
export function oneOf<Choice extends string>(
  query: Query,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const value = query[name]?.at(-1)
  if (value !== undefined && !choices.includes(value as Choice)) {
    throw invalidField(name, value, choices.join(' or '), nearestName(value, choices))
  }
  return value as Choice | undefined
}

/** @throws DebugInError INVALID_FIELD for a value that is none of the choices */
export function manyOf<Choice extends string>(query: Query, name: string, choices: readonly Choice[]): Choice[] {
  const values = query[name] ?? []
  for (const value of values) {
    if (!choices.includes(value as Choice)) {
      throw invalidField(name, value, `one of ${choices.join(', ')}`, nearestName(value, choices))
    }
  }
  return values as Choice[]
}

/** Bounds of a number in a query, and what it is when nobody says. */
export interface NumberBounds {
  least: number
  most: number
  usual: number
}

/** @throws DebugInError INVALID_FIELD for what is no whole number within the bounds */
export function numberOf(query: Query, name: string, { least, most, usual }: NumberBounds): number {
  const text = query[name]?.at(-1)
  if (text === undefined) return usual
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  throw invalidField(name, text, `a whole number from ${least} to ${most}`)
}

/** A page of a list. */
export interface Page<Item> {
  total: number
  offset: number
  limit: number
  count: number
  items: Item[]
}

/** Parameters of a call that answers in pages. */
export const PAGE_PARAMETERS = ['offset', 'limit'] as const

/** Items of one page when nobody says, and at most. */
export const USUAL_LIMIT = 100
export const MOST_LIMIT = 1000

/** @throws DebugInError INVALID_FIELD */
export function pageOf<Item>(query: Query, all: readonly Item[]): Page<Item> {
  const offset = numberOf(query, 'offset', { least: 0, most: 1e15, usual: 0 })
  const limit = numberOf(query, 'limit', { least: 1, most: MOST_LIMIT, usual: USUAL_LIMIT })
  const items = all.slice(offset, offset + limit)
  return { total: all.length, offset, limit, count: items.length, items }
}
