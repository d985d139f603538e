import { createContext, runInContext } from 'node:vm'
import type { CollectedStack } from '@debugin/runtime'

type Entry = (...values: never[]) => unknown

type Collect = (frames: number, entry: Entry) => CollectedStack

/**
 * Collects call stacks without touching the program's `Error`: its `stackTraceLimit` may be 0, and its
 * `prepareStackTrace` is code of the program. A realm of our own has an `Error` of its own, and V8 asks the realm of
 * the running function for both. A collected stack is put into words later, when V8 is first asked for it.
 *
 * The first frame is one of ours, and the probed function has two, its own and its twin's; so two more are collected.
 *
 * Making the realm takes about 2 ms, so it is made for the first stack.
 */
export function createStackCollector(): (frames: number, entry: Entry) => CollectedStack {
  let collect: Collect | undefined
  return (frames, entry) => {
    collect ??= createCollect()
    return collect(frames, entry)
  }
}

function createCollect(): Collect {
  const context = createContext(Object.create(null), { name: 'debugin' })
  return runInContext(
    `Error.prepareStackTrace = (error, sites) => sites;
     (function collect(frames, entry) {
       Error.stackTraceLimit = frames + 2
       const holder = {}
       Error.captureStackTrace(holder, entry)
       return holder
     })`,
    context,
  ) as Collect
}
