import { inspect } from 'node:util'
import type { Look } from './look.js'
import { printable } from './printable.js'
import { revive } from './revive.js'

/** Lines of one value, and characters of one text in it, that are shown where not everything is asked for. */
const MOST_LINES = 12
const MOST_CHARACTERS = 100
const MOST_ELEMENTS = 20

/**
 * Lays out a captured value as Node would print it, over one line or several.
 *
 * @param description the value as events hold it
 * @param width columns that are left for it
 */
export function printValue(description: unknown, { palette, full }: Look, width: number): string[] {
  const lines = inspect(revive(description), {
    colors: palette.coloured,
    depth: null,
    compact: 3,
    breakLength: width,
    maxStringLength: full ? null : MOST_CHARACTERS,
    maxArrayLength: full ? null : MOST_ELEMENTS,
  }).split('\n')
  // Colours are escapes too, so only what `inspect` leaves as it is has to be replaced.
  const safe = lines.map((line) => line.replace(/[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, printable))
  if (full || safe.length <= MOST_LINES) return safe
  return [...safe.slice(0, MOST_LINES - 1), palette.dim(`… ${safe.length - MOST_LINES + 1} more lines (--full)`)]
}
