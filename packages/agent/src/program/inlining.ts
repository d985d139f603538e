import { setFlagsFromString } from 'node:v8'
import {
  FILES_LOADED,
  type InliningData,
  LIMITS_LOWERED,
  LIMITS_OVER,
  LIMITS_RAISED,
  LIMITS_RAISING,
  LIMITS_STATE,
} from '../link/inliningData'
import { inliningLimits } from '../load/nodeFeatures'

/** Milliseconds to wait at most for limits that are just being raised. */
const RAISING_MS = 10

/**
 * The limits of V8 that give back what gates take, as the thread knows them that loads the program: they are up while the
 * program runs and back at V8's own values while files are compiled and when the process ends, so that a code cache, which
 * notes with which flags it was made, is taken. `docs/INLINING.md` holds the measurements.
 *
 * V8 decides by the length of a function's bytecode whether it is inlined, and counts what never runs: a gate makes a
 * getter of 5 bytes one of 20, and a method with two parameters grows by 16. So the limits grow by as much: for a
 * function that is always inlined, for any one function, and for all that is inlined into one.
 */
export class Inlining {
  readonly data: InliningData
  private readonly numbers: Int32Array
  private isOver = false

  /**
   * @param isOn whether limits are raised at all
   * @param execArgv what Node was started with: a limit that is set there stays. NODE_OPTIONS cannot set any.
   */
  constructor(isOn: boolean, execArgv: readonly string[]) {
    const said = new Set(execArgv.map(flagName))
    const limits = isOn ? inliningLimits.filter(({ flag }) => !said.has(flag)) : []
    const state = new SharedArrayBuffer(8)
    this.data = {
      raised: limits.map(({ flag, raised }) => `--${flag}=${raised}`).join(' '),
      own: limits.map(({ flag, own }) => `--${flag}=${own}`).join(' '),
      state,
    }
    this.numbers = new Int32Array(state)
  }

  /** A file is being loaded; to be told before and after it was looked at. */
  noteLoading(): void {
    Atomics.add(this.numbers, FILES_LOADED, 1)
    this.lower(LIMITS_LOWERED)
    Atomics.notify(this.numbers, FILES_LOADED)
  }

  /** From now on the limits are V8's own. */
  end(): void {
    this.lower(LIMITS_OVER)
    this.isOver = true
  }

  private lower(to: number): void {
    if (this.isOver) return
    // It takes microseconds. Where the agent's thread does not come to it, it takes the limits back itself later.
    if (Atomics.load(this.numbers, LIMITS_STATE) === LIMITS_RAISING)
      Atomics.wait(this.numbers, LIMITS_STATE, LIMITS_RAISING, RAISING_MS)
    if (Atomics.exchange(this.numbers, LIMITS_STATE, to) === LIMITS_RAISED) setFlagsFromString(this.data.own)
  }
}

/** V8 takes `_` for `-`, and one dash for two. */
function flagName(argument: string): string {
  return argument.replace(/^--?/, '').replace(/=.*$/s, '').replaceAll('_', '-')
}
