import { inliningLimits } from '../load/nodeFeatures'

/**
 * The flags that give back to V8 what gates take; `docs/INLINING.md` holds the measurements.
 *
 * V8 decides by the length of a function's bytecode whether it is inlined, and counts what never runs: a gate makes a
 * getter of 5 bytes one of 20, and a method with two parameters grows by 16. So the limits grow by as much: for a
 * function that is always inlined, for any one function, and for all that is inlined into one.
 *
 * @param execArgv what Node was started with: a limit that is set there stays. NODE_OPTIONS cannot set any.
 */
export function inliningFlags(execArgv: readonly string[]): string[] {
  const said = new Set(execArgv.map(flagName))
  return Object.entries(inliningLimits).flatMap(([name, limit]) => (said.has(name) ? [] : `--${name}=${limit}`))
}

/** V8 takes `_` for `-`, and one dash for two. */
function flagName(argument: string): string {
  return argument.replace(/^--?/, '').replace(/=.*$/s, '').replaceAll('_', '-')
}
