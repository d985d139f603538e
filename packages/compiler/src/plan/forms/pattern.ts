import type * as t from '@babel/types'
import type { Planner } from '../planner'
import type { BindingKind } from '../scope'
import { noteArgumentsEscape, planReference } from './names'
import { planKey } from './property'

/**
 * Declares every name of a pattern, visits its defaults and computed keys, and gives the names back.
 * `{ a, b: [c = d()], ...e }` binds a, c and e.
 */
export function bindPattern(pattern: t.Node, kind: BindingKind, planner: Planner): string[] {
  const names: string[] = []
  walkPattern(pattern, planner, (target) => {
    if (target.type !== 'Identifier') return
    planner.visit(target.typeAnnotation)
    // TypeScript's `this` parameter is a type only.
    if (target.name === 'this') return
    names.push(target.name)
    planner.declare(target.name, kind)
  })
  return names
}

/** Visits what a pattern assigns to: names, and members such as `[o.a, o[i]] = …`. */
export function assignPattern(pattern: t.Node, planner: Planner): void {
  walkPattern(pattern, planner, (target) => {
    if (target.type === 'Identifier') planReference(target, planner, true)
    else {
      noteArgumentsEscape(target, planner)
      planner.visit(target)
    }
  })
}

function walkPattern(pattern: t.Node | null | undefined, planner: Planner, leaf: (target: t.Node) => void): void {
  if (pattern === null || pattern === undefined) return
  switch (pattern.type) {
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        if (property.type === 'RestElement') {
          walkPattern(property.argument, planner, leaf)
          continue
        }
        planKey(property, planner)
        walkPattern(property.value, planner, leaf)
      }
      planner.visit(pattern.typeAnnotation)
      return
    case 'ArrayPattern':
      for (const element of pattern.elements) walkPattern(element, planner, leaf)
      planner.visit(pattern.typeAnnotation)
      return
    case 'AssignmentPattern':
      walkPattern(pattern.left, planner, leaf)
      planner.visitNamed(pattern.right, pattern.left.type === 'Identifier' ? pattern.left.name : '')
      return
    case 'RestElement':
      walkPattern(pattern.argument, planner, leaf)
      planner.visit(pattern.typeAnnotation)
      return
    case 'TSParameterProperty':
      walkPattern(pattern.parameter, planner, leaf)
      return
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
      walkPattern(pattern.expression, planner, leaf)
      return
    case 'TSTypeAssertion':
      walkPattern(pattern.expression, planner, leaf)
      return
    case 'ParenthesizedExpression':
      walkPattern(pattern.expression, planner, leaf)
      return
    default:
      leaf(pattern)
  }
}
