import type { ExpressionTree } from '@debugin/protocol'

/** One form of the tree, by its type. */
export type TreeOf<Type extends ExpressionTree['type']> = Extract<ExpressionTree, { type: Type }>

/** The tests of a text. */
export type TextTest = TreeOf<'textTest'>['name']
