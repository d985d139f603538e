import { createContext, runInContext } from 'node:vm'
import type { CollectedStack, Entry } from '@debugin/runtime'

type Collect = (frames: number, entry: Entry) => CollectedStack

/**
 * Collects call stacks without touching the program's `Error`: its `stackTraceLimit` may be 0, and its
 * `prepareStackTrace` is code of the program. A realm of our own has an `Error` of its own, and V8 asks the realm of
 * the running function for both. A collected stack is put into words later, when V8 is first asked for it.
 *
 * The probed function has two frames, its own and its twin's; so one more is collected.
 *
 * A global name of such a realm is looked up through functions of Node's, and a limit that is set anew costs as much as
 * five frames; so both are kept in variables (10 µs instead of 20 for ten frames).
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
    `((Error) => {
       const { captureStackTrace } = Error
       let limit = -1
       Error.prepareStackTrace = (error, sites) => sites
       return (frames, entry) => {
         if (frames !== limit) Error.stackTraceLimit = (limit = frames) + 1
         const holder = {}
         captureStackTrace(holder, entry)
         return holder
       }
     })(Error)`,
    context,
  ) as Collect
}
