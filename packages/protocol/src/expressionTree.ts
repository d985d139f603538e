/** Tests and functions that an expression may call; each runs on data only. */
export const BUILT_INS = ['startsWith', 'endsWith', 'contains', 'matches', 'len', 'keys', 'isDefined'] as const

export type BuiltIn = (typeof BUILT_INS)[number]

export type UnaryOperator = '!' | '-' | '+' | 'typeof'

export type BinaryOperator = '==' | '!=' | '===' | '!==' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%' | 'in'

export type LogicalOperator = '&&' | '||' | '??'

/**
 * A checked expression, as it travels from the thread that parses to the threads that evaluate. It holds nothing but
 * these forms, so that what evaluates it needs no parser and no further checks.
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
  | { type: 'conditional'; test: ExpressionTree; then: ExpressionTree; otherwise: ExpressionTree }
  | { type: 'call'; name: BuiltIn; arguments: ExpressionTree[] }

/** A parsed message: texts and expressions in the order they stand. */
export type TemplatePart = { text: string } | { hole: ExpressionTree; source: string }
