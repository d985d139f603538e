/** What this package uses of jsep 1.6, whose private copy the build puts beside this declaration. */

/** A node as jsep makes it; `start` and `grouped` are added by the reader. */
export interface JsepNode {
  type: string
  /** Offset of the first character; operators inside a longer chain of operators have none. */
  start?: number
  /** Stood in parentheses of its own. */
  grouped?: boolean
  name?: string
  value?: unknown
  operator?: string
  computed?: boolean
  optional?: boolean
  object?: JsepNode
  property?: JsepNode
  callee?: JsepNode
  arguments?: JsepNode[]
  argument?: JsepNode
  left?: JsepNode
  right?: JsepNode
  test?: JsepNode
  consequent?: JsepNode
  alternate?: JsepNode
}

export declare class Jsep {
  static addUnaryOp(operator: string): void
  static removeUnaryOp(operator: string): void
  static addBinaryOp(operator: string, precedence: number): void
  static removeAllBinaryOps(): void
  static addLiteral(name: string, value: unknown): void

  constructor(source: string)
  expr: string
  index: number
  get code(): number
  parse(): JsepNode
  throwError(message: string): never
  gobbleSpaces(): void
  gobbleExpressions(until?: number): JsepNode[]
  gobbleExpression(): JsepNode | false
  gobbleBinaryOp(): string | false
  gobbleBinaryExpression(): JsepNode | false
  gobbleToken(): JsepNode | false
  gobbleNumericLiteral(): JsepNode
  gobbleStringLiteral(): JsepNode
  gobbleIdentifier(): JsepNode
  gobbleGroup(): JsepNode | false
}
