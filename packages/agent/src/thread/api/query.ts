import { invalidField, nearestName, unknownField } from '@debugin/protocol/checks'
import type { Context } from 'hono'

/** One parameter of a query. The OpenAPI document is made from the same description as the checks. */
export type Parameter = {
  description: string
  /** It may stand more than once, and each counts; of others the last one counts. */
  repeated?: boolean
} & ({ choices: readonly string[] } | { least: number; most: number; usual?: number } | { text: true })

type ValueOf<P extends Parameter> = P extends { choices: readonly (infer Choice)[] }
  ? P extends { repeated: true }
    ? Choice[]
    : Choice | undefined
  : P extends { usual: number }
    ? number
    : P extends { least: number }
      ? number | undefined
      : P extends { repeated: true }
        ? string[]
        : string | undefined

/**
 * Reads the query of a call.
 *
 * @returns a value for each parameter; a list for those that may be repeated
 * @throws DebugInError UNKNOWN_FIELD or INVALID_FIELD, with the nearest name
 */
export function readQuery<P extends Readonly<Record<string, Parameter>>>(
  context: Context,
  parameters: P,
): { [Name in keyof P]: ValueOf<P[Name]> } {
  const query = context.req.queries()
  for (const name of Object.keys(query)) {
    if (!Object.hasOwn(parameters, name)) throw unknownField(name, Object.keys(parameters))
  }
  const values = Object.entries(parameters).map(([name, parameter]) => {
    const all = (query[name] ?? []).map((text) => readValue(name, text, parameter))
    if (parameter.repeated === true) return [name, all]
    return [name, all.at(-1) ?? ('usual' in parameter ? parameter.usual : undefined)]
  })
  return Object.fromEntries(values)
}

function readValue(name: string, text: string, parameter: Parameter): string | number {
  if ('text' in parameter) return text
  if ('choices' in parameter) {
    const { choices } = parameter
    if (choices.includes(text)) return text
    throw invalidField(name, text, `${choices.length > 3 ? 'one of ' : ''}${list(choices)}`, nearestName(text, choices))
  }
  const { least, most } = parameter
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  throw invalidField(name, text, `a whole number from ${least} to ${most}`)
}

function list(choices: readonly string[]): string {
  return choices.length > 3 ? choices.join(', ') : choices.join(' or ')
}

/** What of a list one answer holds. */
export interface Page {
  total: number
  offset: number
  limit: number
  count: number
}

/** Cuts a page out of a list. */
export function pageOf<Item>(
  all: readonly Item[],
  { offset, limit }: { offset: number; limit: number },
): { page: Page; items: Item[] } {
  const items = all.slice(offset, offset + limit)
  return { page: { total: all.length, offset, limit, count: items.length }, items }
}
