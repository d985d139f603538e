import type { FunctionPlan } from '../plan/functionPlan'
import { EMITTED } from './emitted'
import { afterDirective, weaveBody } from './function'
import { exit } from './region'
import { weaveReturn } from './twin'
import { gateOf, gateTest, reader, type View, values, type Weaver } from './weaver'

/**
 * Writes a function whose own statements carry gated stubs:
 *
 *     let $f,$r,$k;try{gate&&($f=gate.begin()).enter(reader,a,b); …stubs and statements… ;$k=1}finally{…}
 *
 * A function that suspends looks at its gate at every statement, since a probe may come while it waits; then the hit
 * makes the frame.
 */
export function weaveInline(fn: FunctionPlan, weaver: Weaver, view: View): void {
  const { out } = weaver
  if (fn.kind === 'module') {
    weaveBody(fn, weaver, view)
    return
  }
  const { before, after } = around(fn, weaver, view)
  const variables = variablesOf(fn, weaver).join(',')
  const open = fn.expression ? '{' : afterDirective(fn, weaver)
  out.insert(`${open}let ${variables};${before}${begin(fn, weaver, view)}`, fn.bodyStart)
  if (fn.expression && fn.exit !== 'none') weaveReturn(fn, weaver, view)
  else weaveBody(fn, weaver, view)
  out.insert(`${after}${fn.expression ? '}' : ''}`, fn.bodyEnd)
}

/** Writes the value of a field behind a comma: `(gate&&gate.begin().enter(reader,this),value)`. */
export function weaveInitializer(fn: FunctionPlan, weaver: Weaver, view: View): void {
  const { out, names } = weaver
  const handed = `${reader(fn.outer, names.index)}${values(fn, fn.entryNames, weaver, view)}`
  const entered = `${gateOf(fn, weaver)}.${EMITTED.begin}().${EMITTED.enter}(${handed})`
  out.insert(`(${gateTest(fn, weaver)}&&${entered},`, fn.bodyStart)
  weaveBody(fn, weaver, view)
  out.insert(')', fn.bodyEnd)
}

function variablesOf(fn: FunctionPlan, { names }: Weaver): string[] {
  const variables = [names.frame]
  if (fn.exit === 'none') return variables
  if (fn.hasReturnValue) variables.push(names.result)
  if (fn.exit === 'outcome' && !fn.endsAtReturns) variables.push(names.completed)
  return variables
}

function begin(fn: FunctionPlan, weaver: Weaver, view: View): string {
  const { frame, index } = weaver.names
  const read = reader([...fn.outer, ...fn.own], index)
  const parameters = values(fn, fn.entryNames, weaver, view)
  const made = `(${frame}=${gateOf(fn, weaver)}.${EMITTED.begin}())`
  return `${gateTest(fn, weaver)}&&${made}.${EMITTED.enter}(${read}${parameters});`
}

/** What stands around the body so that the end of the call is seen; see `chooseExitView` and `canEndAtReturns`. */
function around(fn: FunctionPlan, weaver: Weaver, view: View): { before: string; after: string } {
  const { frame, error, completed, result } = weaver.names
  const caught = `catch(${error}){${frame}?.${EMITTED.threw}(${error});`
  const parameters = values(fn, fn.entryNames, weaver, view)
  if (fn.exit === 'none') return { before: '', after: '' }
  if (fn.endsAtReturns) {
    const atEnd = fn.expression ? '' : `;${exit(fn, 'void 0', weaver, view)}`
    if (fn.exit === 'outcome') return { before: '', after: atEnd }
    return { before: 'try{', after: `${atEnd}}${caught}${exit(fn, 'void 0', weaver, view)};throw ${error}}` }
  }
  const value = fn.hasReturnValue ? result : 'void 0'
  if (fn.exit === 'value') {
    return { before: 'try{', after: `}${caught}throw ${error}}finally{${exit(fn, value, weaver, view)}}` }
  }
  // An expression has said with its value that it is complete.
  const flag = fn.expression ? '' : `;${completed}=1`
  const left = `${frame}?.${EMITTED.left}(${completed},${value}${parameters})`
  return { before: 'try{', after: `${flag}}finally{${left}}` }
}
