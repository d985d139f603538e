import type { Output } from './output'

/**
 * Copies code without its comments and line breaks, so that a whole function fits on one line. What a line break
 * means otherwise is in the plan: semicolons, and texts that hold breaks themselves.
 */
export class OneLine {
  /** Offsets of every line break, found when the first copy is made. */
  private breaks: number[] | null = null

  constructor(
    private readonly source: string,
    /** Offsets of every comment, in order: start, end, start, end, … */
    private readonly comments: Int32Array,
  ) {}

  copy(out: Output, from: number, to: number): void {
    const { comments } = this
    let at = from
    for (let i = firstAfter(comments.length >> 1, (n) => comments[n * 2 + 1] as number, from) * 2; ; i += 2) {
      const start = comments[i]
      if (start === undefined || start >= to) break
      if (start > at) this.copyCode(out, at, start)
      at = Math.min(to, Math.max(at, comments[i + 1] as number))
      separate(out, at)
    }
    this.copyCode(out, at, to)
  }

  private copyCode(out: Output, from: number, to: number): void {
    this.breaks ??= lineBreaks(this.source)
    const { breaks, source } = this
    let at = from
    for (let i = firstAfter(breaks.length, (n) => breaks[n] as number, from - 1); ; i++) {
      const found = breaks[i]
      if (found === undefined || found >= to) break
      if (found < at) continue
      let end = found
      while (end > at && isSpace(source.charCodeAt(end - 1))) end--
      out.copy(at, end)
      at = found + 1
      while (at < to && isSpace(source.charCodeAt(at))) at++
      separate(out, at)
    }
    out.copy(at, to)
  }
}

function lineBreaks(source: string): number[] {
  const breaks: number[] = []
  for (const found of source.matchAll(/[\n\r\u2028\u2029]/g)) breaks.push(found.index)
  return breaks
}

/** A space where two words could run together; none where the last character ends one anyway. */
function separate(out: Output, at: number): void {
  if (!' (,;[{}'.includes(String.fromCharCode(out.last))) out.insert(' ', at)
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13 || code === 0x2028 || code === 0x2029
}

/** Index of the first of `count` ascending values that is greater than `limit`. */
function firstAfter(count: number, valueAt: (index: number) => number, limit: number): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (valueAt(middle) <= limit) low = middle + 1
    else high = middle
  }
  return low
}
