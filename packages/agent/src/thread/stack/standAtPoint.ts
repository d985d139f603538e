import type { StackFrame } from '@debugin/protocol'

/** Where a point has hit. */
export interface PointPlace {
  file: string
  line: number
  /** The name of the function; null where it has none. */
  method: string | null
}

/**
 * Gives the innermost frame the place of the point, where nothing else tells it, and makes the frames of a function and
 * of its twin one.
 */
export function standAtPoint(stack: StackFrame[], { file, line, method }: PointPlace): StackFrame[] {
  const [first, second] = stack
  if (first === undefined || first.file === null || first.line !== null) return stack
  const isTwin = method !== null && first.function === null && second?.function === method && second.file === first.file
  const { function: name, method: methodName, className } = isTwin ? second : first
  return [{ ...first, file, line, function: name, method: methodName, className }, ...stack.slice(isTwin ? 2 : 1)]
}
