import { InvalidArgumentError } from 'commander'

/** A place in a program, as `file:line:column` names it. */
export interface Place {
  file: string
  /** 1-based. */
  line: number
  /** 0-based, as the API counts; null where only a line was named. */
  column: number | null
}

/**
 * Reads `file:line` or `file:line:column` as editors and stack traces write it, lines and columns counted from 1. The
 * path may hold colons and spaces: `C:\shop\a b.js:10`, `file:///C:/shop/a.js:10:5`.
 *
 * @throws InvalidArgumentError saying what is missing
 */
export function parsePlace(text: string): Place {
  const match = /^(.+?):(\d{1,9})(?::(\d{1,9}))?$/.exec(text.trim())
  if (match === null) throw new InvalidArgumentError('Write a file and a line, such as src/orders.js:42.')
  const [, file, line, column] = match as unknown as [string, string, string, string | undefined]
  if (Number(line) === 0 || Number(column) === 0) throw new InvalidArgumentError('Lines and columns count from 1.')
  return { file, line: Number(line), column: column === undefined ? null : Number(column) - 1 }
}
