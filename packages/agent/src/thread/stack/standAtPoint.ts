import type { StackFrame } from '@debugin/protocol'
import { normalPath } from '../files/paths'

/** Where a point has hit. */
export interface PointPlace {
  file: string
  line: number
  /** The name of the function; null where it has none. */
  method: string | null
}

/**
 * Lets the innermost frame stand where the point does. Where nothing else tells its line, the frames of a function and of
 * its twin become one; and a minifier that joins statements has one place for all of them in its map.
 *
 * @param ran the file of the innermost frame as it runs
 */
export function standAtPoint(
  stack: StackFrame[],
  { file, line, method }: PointPlace,
  ran: string | null,
): StackFrame[] {
  const [first, second] = stack
  if (first === undefined || first.file === null) return stack
  if (first.line !== null) {
    const isInexact = first.file === file && first.line !== line && normalPath(ran ?? '') !== first.file
    return isInexact ? [{ ...first, line, column: null }, ...stack.slice(1)] : stack
  }
  const isTwin = method !== null && first.function === null && second?.function === method && second.file === first.file
  const { function: name, method: methodName, className } = isTwin ? second : first
  return [{ ...first, file, line, function: name, method: methodName, className }, ...stack.slice(isTwin ? 2 : 1)]
}
