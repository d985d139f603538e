import type * as t from '@babel/types'
import type { Planner } from '../planner'
import { endLineOf, endOf, lineOf, startOf } from '../position'

export function planTemplate(node: t.TemplateLiteral, planner: Planner): void {
  for (let i = 0; i < node.quasis.length; i++) {
    planText(node.quasis[i] as t.TemplateElement, planner)
    planner.visit(node.expressions[i])
  }
}

/**
 * Every place that a tagged template stands has one strings object of its own, and tags keep caches by it, so a copy
 * is seen: `const same = () => tag``; same() === same()`.
 * https://tc39.es/ecma262/#sec-gettemplateobject
 */
export function planTaggedTemplate(node: t.TaggedTemplateExpression, planner: Planner): void {
  planner.useUncopyable('taggedTemplate')
  planner.visit(node.tag)
  planner.visit(node.quasi)
}

/** Line breaks of a template are `\n`, whatever the file's are; written so, the text fits on one line. */
function planText(node: t.TemplateElement, planner: Planner): void {
  if (lineOf(node) === endLineOf(node)) return
  const [at, end] = [startOf(node), endOf(node)]
  // A backslash before the break means that there is none: `a\⏎b` is `ab`.
  const text = planner.source
    .slice(at, end)
    .replace(/\r\n?/g, '\n')
    .replace(/\\([\s\S])|[\n\u2028\u2029]/g, (found, escaped: string | undefined) => {
      if (escaped === undefined) return ESCAPES[found] as string
      return ESCAPES[escaped] === undefined ? found : ''
    })
  planner.mark({ kind: 'oneLine', at, end, text })
}

export const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\u2028': '\\u2028', '\u2029': '\\u2029' }
