import { DebugInError, type PointType } from '@debugin/protocol'
import type { CallAnswer, FromProgram } from '../link/messages'
import type { LastingPoints } from './points/lastingPoints'
import type { PointBook } from './points/pointBook'

type Call = Extract<FromProgram, { type: 'call' }>

/** Answers calls that the program makes in code. */
export function answerCall(
  points: PointBook,
  lasting: LastingPoints,
  { method, argument }: Pick<Call, 'method' | 'argument'>,
): CallAnswer {
  return answer(() => run(points, lasting, method, argument))
}

function run(points: PointBook, lasting: LastingPoints, method: Call['method'], argument: unknown): unknown {
  switch (method) {
    case 'set': {
      const { type, body } = argument as { type: PointType; body: unknown }
      return points.create(type, body, 'code')
    }
    case 'list':
      return points.list({ tags: [] })
    case 'remove':
      return points.remove(String(argument))
    case 'load':
      return lasting.load()
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
