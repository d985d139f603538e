import type { FunctionPlan } from '../plan/functionPlan'
import type { Mark } from '../plan/mark'
import { EMITTED } from './emitted'
import { weaveFunction } from './function'
import { stub, stubCall } from './stub'
import { type View, values, type Weaver } from './weaver'

/** A piece of a function's own text: from `from` to `to`, with the marks that stand at `to` or not. */
export interface Region {
  from: number
  to: number
  marksAtEnd: boolean
}

/** Writes a piece of a function, and everything inside it, in the given form. */
export function weaveRegion(fn: FunctionPlan, region: Region, weaver: Weaver, view: View): void {
  let at = region.from
  // A function with a twin runs its own statements untouched while its gate is closed.
  const untouched = fn.form === 'twin' && !view.oneLine
  for (const mark of fn.marks) {
    if (mark.at < region.from) continue
    if (mark.at > region.to || (mark.at === region.to && !region.marksAtEnd)) break
    if (untouched && mark.kind !== 'inner') continue
    const end = weaveMark(fn, mark, weaver, view, (to) => {
      copy(at, to, weaver, view)
      at = to
    })
    at = Math.max(at, end)
  }
  copy(at, region.to, weaver, view)
}

function copy(from: number, to: number, weaver: Weaver, view: View): void {
  if (view.oneLine) weaver.oneLine.copy(weaver.out, from, to)
  else weaver.out.copy(from, to)
}

/** Writes what a mark asks for in this form, and gives the offset up to which the source is done with; 0 if nothing. */
function weaveMark(fn: FunctionPlan, mark: Mark, weaver: Weaver, view: View, copyTo: (to: number) => void): number {
  const insert = (text: string, end = mark.at): number => {
    copyTo(mark.at)
    weaver.out.insert(text, mark.at)
    return end
  }
  switch (mark.kind) {
    case 'site':
      return insert(`${mark.braces ? '{' : ''}${stub(fn, mark.index, weaver, view)}`)
    case 'testSite':
      return insert(`${stubCall(fn, mark.index, weaver, view)},`)
    case 'endBraces':
      return insert('}')
    case 'return':
      return fn.exit === 'none' ? 0 : insert(`${gap(mark.at, weaver)}${returned(fn, mark.unnamed, weaver)}`)
    case 'endReturn':
      return fn.exit === 'none' ? 0 : insert(endReturned(fn, weaver, view))
    case 'bareReturn':
      return fn.exit === 'none' || !fn.endsAtReturns
        ? 0
        : insert(` void ${exit(fn, 'void 0', weaver, view)}${mark.open ? ';' : ''}`)
    case 'word':
      return isRenamed(mark, view) ? insert(renamed(mark, weaver), mark.end) : 0
    case 'inner':
      copyTo(mark.at)
      weaveFunction(mark.fn, weaver, view)
      return mark.end
    case 'semicolon':
      return view.oneLine || mark.always ? insert(';') : 0
    case 'oneLine':
      return view.oneLine ? insert(mark.text, mark.end) : 0
  }
}

/** `return/a/` and `return-1` need no space before their values, but ours begins with a name. */
function gap(at: number, { source }: Weaver): string {
  return source[at - 1] === 'n' ? ' ' : ''
}

/** Keeps the value for the end of the call; `(0,value)` keeps a nameless function nameless. */
export function returned(fn: FunctionPlan, unnamed: boolean, weaver: Weaver): string {
  const { completed, result } = weaver.names
  const flag = fn.exit === 'outcome' && !fn.endsAtReturns ? `${completed}=1,` : ''
  return `${flag}${result}=(${unnamed ? '0,' : ''}`
}

/** What closes that, and tells of the end where no `finally` does. */
export function endReturned(fn: FunctionPlan, weaver: Weaver, view: View): string {
  const { result } = weaver.names
  return fn.endsAtReturns ? `),${exit(fn, result, weaver, view)},${result}` : ')'
}

/** Tells the frame of a call, if there is one, that the call has returned a value. */
export function exit(fn: FunctionPlan, value: string, weaver: Weaver, view: View): string {
  return `${weaver.names.frame}?.${EMITTED.exit}(${value}${values(fn, fn.entryNames, weaver, view)})`
}

function isRenamed(mark: Extract<Mark, { kind: 'word' }>, view: View): boolean {
  return view.twinOf !== null && mark.owner === view.twinOf
}

function renamed(mark: Extract<Mark, { kind: 'word' }>, weaver: Weaver): string {
  const { names } = weaver
  const name = mark.word === 'this' ? names.this : mark.word === 'arguments' ? names.arguments : names.newTarget
  return mark.shorthand ? `${mark.word}:${name}` : name
}
