import { DebugInError, type PointType } from '@debugin/protocol'
import type { FromProgram } from '../link/messages'
import type { CallAnswer } from '../program/programAgent'
import type { PointBook } from './points/pointBook'
import { setProbesOfFile } from './points/probesFile'

type Call = Extract<FromProgram, { type: 'call' }>

/** Answers calls that the program makes in code; it waits for the answer. */
export function createCalls(points: PointBook): (call: Call) => void {
  return ({ method, argument, reply, done }) => {
    reply.postMessage(answer(() => run(points, method, argument)))
    reply.close()
    const flag = new Int32Array(done)
    Atomics.store(flag, 0, 1)
    Atomics.notify(flag, 0)
  }
}

function run(points: PointBook, method: Call['method'], argument: unknown): unknown {
  switch (method) {
    case 'set': {
      const { type, body } = argument as { type: PointType; body: unknown }
      return points.create(type, body)
    }
    case 'list':
      return points.list({ tags: [] })
    case 'remove':
      return points.remove(String(argument))
    case 'load':
      return setProbesOfFile(String(argument), points)
  }
}

function answer(run: () => unknown): CallAnswer {
  try {
    return { value: run() }
  } catch (error) {
    const known = error instanceof DebugInError ? error : new DebugInError('INTERNAL', (error as Error).message)
    return { error: known.toBody() }
  }
}
