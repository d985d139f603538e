/** Hardly anybody writes lines so long; data in a line may be longer. */
const LONG_LINE = 500
/** In a long line of code the next statement or function is nearer than so many characters. */
const DENSITY = 200

const STATEMENTS = /;|=>|\bfunction\b|\breturn\b/g

/**
 * Whether a text is written for machines: most of it stands in long lines full of statements. A line then is no place
 * for a probe, and there is no name that a person knows.
 */
export function isMinified(path: string, source: string): boolean {
  if (/\.min\.[cm]?js$/.test(path)) return true
  let packed = 0
  for (let start = 0; start < source.length; ) {
    const newline = source.indexOf('\n', start)
    const end = newline < 0 ? source.length : newline
    if (end - start > LONG_LINE && isCode(source.slice(start, end))) packed += end - start
    start = end + 1
  }
  return packed > source.length / 2
}

/** Data (a picture, a table) is long, too, and holds no statements. */
function isCode(line: string): boolean {
  return (line.match(STATEMENTS)?.length ?? 0) > line.length / DENSITY
}
