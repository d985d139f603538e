import type { FunctionPlan } from '../plan/functionPlan'
import { EMITTED } from './emitted'
import { afterDirective, weaveBody } from './function'
import { endReturned, returned } from './region'
import { gateOf, gateTest, reader, type View, values, type Weaver } from './weaver'

/**
 * Never runs, since a frame is an object, and makes a twin longer than what V8 inlines at most (460 bytes of bytecode).
 * V8 inlines before it drops the branches behind closed gates. So where a twin has ever run, it would inline it, to
 * throw it away later, and have nothing left of its allowance for what the program calls.
 */
const TOO_LONG_TO_INLINE = '||([[],[],[]]=0)'

/**
 * Writes the gate, the twin behind it, and the body as it runs when idle:
 *
 *     if(gate)return((a,b,$t)=>{…the body on one line, a stub at every statement…})(a,b,this);
 *
 * The twin is an arrow without a name: a name would shadow an outer one. What belongs to the function itself (`this`,
 * `arguments`, `new.target`) goes in as parameters, because an arrow that captured it would move it to the heap. A
 * call of an arrow with two arguments is the shortest bytecode there is for this (16 bytes, the gate included).
 */
export function weaveTwin(fn: FunctionPlan, weaver: Weaver): void {
  const { out } = weaver
  const at = fn.bodyStart
  const test = gateTest(fn, weaver)
  const taken = takenAlong(fn, weaver)
  const list = (of: 0 | 1) => [...fn.parameters, ...taken.map((pair) => pair[of])].join(',')
  const start = fn.expression ? `${test}?` : `${afterDirective(fn, weaver)}if(${test})return${giveBack(fn)}`
  out.insert(`${start}((${list(0)})=>{`, at)
  weaveTwinBody(fn, weaver)
  out.insert(`})(${list(1)})${fn.expression ? ':' : ';'}`, at)
  weaveBody(fn, weaver, { oneLine: false, twinOf: null })
}

/**
 * What may be constructed and returns nothing has to be seen to return nothing as soon as V8 looks at it. Otherwise V8
 * does not make out that the twin, once its gate is closed, cannot return another object, and allocates each new one.
 */
function giveBack(fn: FunctionPlan): string {
  const constructs = fn.kind === 'constructor' || (fn.kind === 'function' && fn.uses.this)
  return constructs && !fn.hasReturnValue ? ' void' : ''
}

/** Parameter of the twin and argument for it, for everything but the function's own parameters. */
function takenAlong(fn: FunctionPlan, weaver: Weaver): [string, string][] {
  const { names } = weaver
  const taken: [string, string][] = []
  if (!fn.lexicalThis) {
    if (fn.uses.this) taken.push([names.this, 'this'])
    if (fn.uses.arguments) taken.push([names.arguments, 'arguments'])
    if (fn.uses.newTarget) taken.push([names.newTarget, 'new.target'])
  }
  // Captured by a closure, a function expression's own name would live on the heap.
  if (fn.selfName !== null) taken.push([fn.selfName, fn.selfName])
  return taken
}

function weaveTwinBody(fn: FunctionPlan, weaver: Weaver): void {
  const { out, names } = weaver
  const at = fn.bodyStart
  const view: View = { oneLine: true, twinOf: fn }
  const parameters = values(fn, fn.entryNames, weaver, view)
  const read = reader([...fn.outer, ...fn.own], names.index)
  const begin = `let ${names.frame}=${gateOf(fn, weaver)}.${EMITTED.begin}()${TOO_LONG_TO_INLINE}`
  const enter = `${names.frame}.${EMITTED.enter}(${read}${parameters});`
  if (fn.exit === 'none') {
    out.insert(`${begin};${enter}`, at)
    weaveBody(fn, weaver, view)
    return
  }
  const result = fn.hasReturnValue ? names.result : 'void 0'
  // The reader is made inside, where the body's own names are.
  out.insert(`${begin}${fn.hasReturnValue ? `,${names.result}` : ''};try{${enter}`, at)
  if (fn.expression) weaveReturn(fn, weaver, view)
  else weaveBody(fn, weaver, view)
  const { error } = names
  out.insert(`}catch(${error}){throw ${names.frame}.${EMITTED.threw}(${error})}`, fn.bodyEnd)
  out.insert(`finally{${names.frame}.${EMITTED.exit}(${result}${parameters})}`, fn.bodyEnd)
}

/** Writes the expression of an arrow as the `return` of a block. */
export function weaveReturn(fn: FunctionPlan, weaver: Weaver, view: View): void {
  const at = fn.bodyStart
  weaver.out.insert(`return ${returned(fn, fn.unnamedValue, weaver)}`, at)
  weaveBody(fn, weaver, view)
  weaver.out.insert(endReturned(fn, weaver, view), fn.bodyEnd)
}
