/** Which lines each function of a table takes, in one array for all of them. */
export type FunctionLines = Int32Array

/** What is kept of each: the line of its first site, the first line of labels before one, and its last line. */
const BEGINS = 0
const LABELLED = 1
const ENDS = 2
const WIDTH = 3

const NO_LINE = 2 ** 31 - 1

/** @param functions how many there are */
export function emptyLines(functions: number): FunctionLines {
  const lines = new Int32Array(functions * WIDTH).fill(NO_LINE)
  for (let at = ENDS; at < lines.length; at += WIDTH) lines[at] = 0
  return lines
}

/** A site of a function is on these lines. */
export function noteLines(lines: FunctionLines, fn: number, line: number, firstLine: number, endLine: number): void {
  const at = fn * WIDTH
  if (line < (lines[at + BEGINS] as number)) lines[at + BEGINS] = line
  if (firstLine < (lines[at + LABELLED] as number)) lines[at + LABELLED] = firstLine
  if (endLine > (lines[at + ENDS] as number)) lines[at + ENDS] = endLine
}

/** The functions that take a line, by their indices. */
export function functionsOn(lines: FunctionLines, line: number): number[] {
  const found: number[] = []
  for (let at = 0; at < lines.length; at += WIDTH) {
    if ((lines[at + LABELLED] as number) <= line && line <= (lines[at + ENDS] as number)) found.push(at / WIDTH)
  }
  return found
}

/** The line of a function's first site. */
export function beginningOf(lines: FunctionLines, fn: number): number {
  return lines[fn * WIDTH + BEGINS] as number
}
