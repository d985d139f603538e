import type * as t from '@babel/types'

/** 1-based. */
export function lineOf(node: t.Node): number {
  return node.loc?.start.line ?? 1
}

/** 1-based line on which the node ends. */
export function endLineOf(node: t.Node): number {
  return node.loc?.end.line ?? 1
}

/** Offset of a node; parentheses around an expression are not part of it. */
export function startOf(node: t.Node): number {
  return node.start as number
}

/** Offset after a node; parentheses around an expression are not part of it. */
export function endOf(node: t.Node): number {
  return node.end as number
}
