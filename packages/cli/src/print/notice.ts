import { printable } from './printable.js'

/** Tells the user something beside the output proper: on stderr, after the command's name. */
export function notice(message: string): void {
  process.stderr.write(`debugin: ${printable(message)}\n`)
}
