/** Tests of a text (or, for `contains`, of a collection) that stand as methods or as operators. */
export type TextTest = 'startsWith' | 'endsWith' | 'contains' | 'matches'

/** Functions that an expression may call; `keyCount` is written `Object.keys(x).length`. */
export const BUILT_INS = ['len', 'keyCount', 'isDefined'] as const

export type BuiltIn = (typeof BUILT_INS)[number]

export type UnaryOperator = '!' | '-' | '+' | 'typeof'

export type BinaryOperator = '==' | '!=' | '===' | '!==' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%' | 'in'

export type LogicalOperator = '&&' | '||' | '??'

/**
 * A checked expression, as it travels from the thread that parses to the threads that evaluate. It holds nothing but
 * these forms, so that what evaluates it needs no parser and no further checks. It survives JSON: numbers are finite,
 * and a literal without a `value` is `undefined`.
 *
 * `member`, `index` and `textTest` are the links of a chain. A link that is `optional` ends the chain when what stands
 * before its `?.` is null or undefined: the nearest `chain` around it is then `undefined`, whatever links follow.
 */
export type ExpressionTree =
  | { type: 'literal'; value: string | number | boolean | null | undefined }
  | { type: 'name'; name: string }
  | { type: 'member'; object: ExpressionTree; key: string; optional: boolean }
  | { type: 'index'; object: ExpressionTree; key: ExpressionTree; optional: boolean }
  | { type: 'chain'; body: ExpressionTree }
  | { type: 'unary'; operator: UnaryOperator; operand: ExpressionTree }
  | { type: 'binary'; operator: BinaryOperator; left: ExpressionTree; right: ExpressionTree }
  | { type: 'logical'; operator: LogicalOperator; left: ExpressionTree; right: ExpressionTree }
  | { type: 'conditional'; test: ExpressionTree; consequent: ExpressionTree; alternate: ExpressionTree }
  | { type: 'textTest'; name: TextTest; object: ExpressionTree; operand: ExpressionTree; optional: boolean }
  | { type: 'call'; name: BuiltIn; argument: ExpressionTree }

/** A parsed message: texts and expressions in the order they stand. */
export type TemplatePart = { text: string } | { hole: ExpressionTree; source: string }
