import type { FunctionPlan } from '../plan/functionPlan'
import { EMITTED } from './emitted'
import { afterDirective, weaveBody } from './function'
import { weaveReturn } from './twin'
import { gateOf, gateTest, reader, type View, values, type Weaver } from './weaver'

/**
 * Writes a function whose own statements carry gated stubs:
 *
 *     let $f,$r;gate&&($f=gate.begin());try{$f&&$f.enter(reader,a,b); …stubs and statements… }finally{…}
 *
 * A function that suspends looks at its gate at every statement, since a probe may come while it waits; then the hit
 * makes the frame.
 */
export function weaveInline(fn: FunctionPlan, weaver: Weaver, view: View): void {
  const { out, names } = weaver
  const at = fn.bodyStart
  if (fn.kind === 'module') {
    weaveBody(fn, weaver, view)
    return
  }
  const { frame } = names
  const parameters = values(fn, fn.entryNames, weaver, view)
  const enter = `${frame}&&${frame}.${EMITTED.enter}(${reader([...fn.outer, ...fn.own], names.index)}${parameters});`
  const begin = `${gateTest(fn, weaver)}&&(${frame}=${gateOf(fn, weaver)}.${EMITTED.begin}());`
  const open = fn.expression ? '{' : afterDirective(fn, weaver)
  if (fn.exit === 'none') {
    out.insert(`${open}let ${frame};${begin}${enter}`, at)
    weaveBody(fn, weaver, view)
    return
  }
  const result = fn.hasReturnValue ? `,${names.result}` : ''
  const completed = fn.exit === 'outcome' ? `,${names.completed}` : ''
  out.insert(`${open}let ${frame}${result}${completed};${begin}try{${enter}`, at)
  if (fn.expression) weaveReturn(fn, weaver, view)
  else weaveBody(fn, weaver, view)
  out.insert(`${end(fn, weaver, parameters)}${fn.expression ? '}' : ''}`, fn.bodyEnd)
}

/** What closes the `try`; see `chooseExitView` for why a `catch` is not always there. */
function end(fn: FunctionPlan, weaver: Weaver, parameters: string): string {
  const { frame, error, completed, result } = weaver.names
  const value = fn.hasReturnValue ? result : 'void 0'
  if (fn.exit === 'outcome') {
    return `${needsFlag(fn) ? `;${completed}=1` : ''}}finally{${frame}&&${frame}.${EMITTED.left}(${completed},${value}${parameters})}`
  }
  const caught = `catch(${error}){${frame}&&${frame}.${EMITTED.threw}(${error});throw ${error}}`
  return `}${caught}finally{${frame}&&${frame}.${EMITTED.exit}(${value}${parameters})}`
}

/** The end of the statements is reached; an expression has said so with its value. */
function needsFlag(fn: FunctionPlan): boolean {
  return !fn.expression
}
