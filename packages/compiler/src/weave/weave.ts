import type { SourceType } from '../parse/parse'
import type { FilePlan } from '../plan/plan'
import type { EmittedNames } from './emitted'
import { afterDirective } from './function'
import { weaveRegion } from './region'
import { createWeaver } from './weaver'

/** Woven text, and for every piece of it where it came from; see `Output`. */
export interface WovenText {
  code: string
  record: Int32Array
}

/** Writes the file as the plan says, with the given text as the first thing that it runs. */
export function weave(
  plan: FilePlan,
  source: string,
  sourceType: SourceType,
  names: EmittedNames,
  first: string,
): WovenText {
  const weaver = createWeaver(plan, source, sourceType, names)
  const { out } = weaver
  const { module } = plan
  const view = { oneLine: false, twinOf: null }
  out.copy(0, module.bodyStart)
  out.insert(`${afterDirective(module, weaver)}${first}`, module.bodyStart)
  weaveRegion(module, { from: module.bodyStart, to: module.bodyEnd, marksAtEnd: true }, weaver, view)
  return { code: out.text, record: out.record() }
}
