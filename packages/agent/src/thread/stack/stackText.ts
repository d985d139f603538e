import { normalPath } from '../files/paths'
import type { OriginalFrames } from './originalFrames'

/** `    at new Shop (file:///app/shop.mjs:3:14)`, `    at async /app/shop.js:3:14`. */
const FRAME = /^(\s+at )(async )?(?:(.*) \()?((?:file:\/\/|\/|[A-Za-z]:[\\/]).*?):(\d+):(\d+)\)?$/

/**
 * Brings the text that an error has as its `stack` to original places. As in collected stacks, the two frames of a call
 * with an open gate become one.
 */
export function translateStackText(text: string, frames: OriginalFrames): string {
  const lines: string[] = []
  /** The frame before this one: what stands before its name, and its place. */
  let last: { lead: string; place: string } | null = null
  for (const line of text.split('\n')) {
    const [, at, async_ = '', name, file, row, column] = FRAME.exec(line) ?? []
    if (at === undefined || file === undefined) {
      last = null
      lines.push(line)
      continue
    }
    const found = frames.originOf(file, Number(row), Number(column) - 1)
    if (found.gate && last !== null) {
      lines.pop()
      lines.push(frameText(last.lead, name, last.place))
      last = null
      continue
    }
    // Where it is still the same file, it is written as Node writes it.
    const shown = found.file === normalPath(file) ? file : found.file
    const place = `${shown}:${found.line}:${found.column + 1}`
    last = { lead: at + async_, place }
    lines.push(frameText(at + async_, name, place))
  }
  return lines.join('\n')
}

function frameText(lead: string, name: string | undefined, place: string): string {
  return name === undefined ? lead + place : `${lead}${name} (${place})`
}
