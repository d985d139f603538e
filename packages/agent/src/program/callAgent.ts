import { DebugInError } from '@debugin/protocol'
import type { CallAnswer, CallMethod, FromAgent, FromProgram } from '../link/messages'

/** How long a call from the program may wait for the agent's thread, which may just be starting. */
const CALL_MS = 10_000

/** A way to the agent's thread that can be waited at. */
export interface AgentLink {
  tell(message: FromProgram): void
  /** The next message that has come; undefined where there is none. */
  receive(): FromAgent | undefined
  take(message: FromAgent): void
}

/** Calls the agent's thread and waits for its answer; what else has come meanwhile is taken. */
export function createCall({ tell, receive, take }: AgentLink): (method: CallMethod, argument: unknown) => unknown {
  let last = 0
  return (method, argument) => {
    const id = ++last
    const done = new Int32Array(new SharedArrayBuffer(4))
    tell({ type: 'call', id, method, argument, done: done.buffer as SharedArrayBuffer })
    Atomics.wait(done, 0, 0, CALL_MS)
    let answer: CallAnswer | undefined
    for (let next = receive(); next !== undefined; next = receive()) {
      if (next.type === 'answer' && next.id === id) answer = next.answer
      else take(next)
    }
    return openAnswer(answer)
  }
}

function openAnswer(answer: CallAnswer | undefined): unknown {
  if (answer === undefined) throw new DebugInError('INTERNAL', `the agent did not answer within ${CALL_MS} ms`)
  if (!('error' in answer)) return answer.value
  const { code, error, details } = answer.error
  throw new DebugInError(code, error, details)
}
