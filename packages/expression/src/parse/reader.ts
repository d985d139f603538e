import { Jsep, type JsepNode } from '../vendor/jsep'
import { MAX_DEPTH } from './limits'
import { readNumber, readText } from './literals'
import { OPERATOR, PRECEDENCE, REFUSED_OPERATORS, REFUSED_STARTS, REFUSED_WORDS, SPELLINGS } from './operators'
import { refuse, textAt } from './refuse'

// These statics are those of our private copy.
Jsep.removeAllBinaryOps()
for (const [operator, precedence] of PRECEDENCE) Jsep.addBinaryOp(operator, precedence)
Jsep.removeUnaryOp('~')
Jsep.addUnaryOp('typeof')
Jsep.addLiteral('undefined', undefined)

const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$]*/uy

const START = /\+\+|--|\.\.\.|[~`{[/]/y

/**
 * Reads one expression with jsep. jsep is lenient: `a b`, `a, b`, `;a` and the empty text are no errors to it, `--a`
 * is `-(-a)`, and nodes carry no position. This class takes over wherever it asks "what stands here": operators,
 * literals, the start of an operand, the end of the expression.
 */
export class ExpressionReader extends Jsep {
  private nesting = 0
  /** Operators that bind no tighter end the operand of a `not`. */
  private floor = 0
  /** Which of `??` and `&& ||` stand in the chain of operators being read. */
  private joins = { coalesce: false, logical: false }

  override throwError(message: string): never {
    return this.refuseHere(adviceOf(message))
  }

  /** Exactly one expression up to `until`, where jsep would collect several. */
  override gobbleExpressions(until?: number): JsepNode[] {
    const node = this.gobbleExpression()
    if (node === false) this.refuseHere('an expression is expected')
    if (this.index >= this.expr.length || this.code === until) return [node]
    const isClose = /[)\]}]/.test(this.expr.charAt(this.index))
    return this.refuseHere(isClose ? 'it closes nothing' : 'it follows a complete expression; join two with && or ||')
  }

  override gobbleExpression(): JsepNode | false {
    const { floor } = this
    this.floor = 0
    this.enter()
    const node = super.gobbleExpression()
    this.nesting--
    this.floor = floor
    return node
  }

  override gobbleBinaryExpression(): JsepNode | false {
    const { joins } = this
    this.joins = { coalesce: false, logical: false }
    const node = super.gobbleBinaryExpression()
    this.joins = joins
    return node
  }

  override gobbleBinaryOp(): string | false {
    this.gobbleSpaces()
    const written = this.matchHere(OPERATOR)
    if (written === undefined) return false
    const operator = SPELLINGS.get(written) ?? written
    const precedence = PRECEDENCE.get(operator)
    if (precedence === undefined) {
      const advice = REFUSED_OPERATORS.get(written)
      if (advice !== undefined) refuse(this.expr, this.index, `"${written}"`, advice)
      return false
    }
    if (precedence <= this.floor) return false
    this.checkJoins(operator)
    this.index += written.length
    return operator
  }

  override gobbleToken(): JsepNode | false {
    this.gobbleSpaces()
    const start = this.index
    const word = this.matchHere(WORD)
    this.checkStart(word)
    this.enter()
    const node = word === 'not' ? this.gobbleNot() : super.gobbleToken()
    this.nesting--
    if (node !== false) node.start ??= start
    return node
  }

  override gobbleNumericLiteral(): JsepNode {
    return this.gobbleLiteral(readNumber)
  }

  override gobbleStringLiteral(): JsepNode {
    return this.gobbleLiteral(readText)
  }

  override gobbleIdentifier(): JsepNode {
    const start = this.index
    const length = this.matchHere(WORD)?.length ?? 0
    if (length === 0) this.refuseHere('a name is expected')
    const node = super.gobbleIdentifier()
    // jsep takes every character beyond ASCII for a letter, the no-break space of a pasted text too.
    if (length < this.index - start) {
      refuse(this.expr, start + length, textAt(this.expr, start + length), 'it cannot stand in a name')
    }
    node.start = start
    return node
  }

  override gobbleGroup(): JsepNode | false {
    const node = super.gobbleGroup()
    if (node !== false) node.grouped = true
    return node
  }

  /** `not a == b && c` is `!(a == b) && c`, as in Python; `!a == b` stays `(!a) == b`. */
  private gobbleNot(): JsepNode {
    const { floor } = this
    this.index += 'not'.length
    this.floor = PRECEDENCE.get('&&') ?? 0
    const argument = this.gobbleBinaryExpression()
    this.floor = floor
    if (argument === false) this.throwError('Expected an operand after not')
    return { type: 'UnaryExpression', operator: '!', argument }
  }

  private gobbleLiteral(read: (source: string, start: number) => { value: unknown; end: number }): JsepNode {
    const start = this.index
    const { value, end } = read(this.expr, start)
    this.index = end
    return { type: 'Literal', value, start }
  }

  /** A long row of brackets would otherwise exhaust the stack; each pair is an expression and a token. */
  private enter(): void {
    if (++this.nesting > 2 * MAX_DEPTH + 2) {
      this.refuseHere(`it is nested deeper than ${MAX_DEPTH} levels`)
    }
  }

  private checkStart(word: string | undefined): void {
    const table = word === undefined ? REFUSED_STARTS : REFUSED_WORDS
    const found = word ?? this.matchHere(START)
    const advice = found === undefined ? undefined : table.get(found)
    if (advice !== undefined) refuse(this.expr, this.index, `"${found}"`, advice)
  }

  /** `a ?? b || c` is an error in JavaScript too; jsep gives both the same rank. */
  private checkJoins(operator: string): void {
    const { joins } = this
    if (operator === '??') joins.coalesce = true
    else if (operator === '&&' || operator === '||') joins.logical = true
    if (joins.coalesce && joins.logical) {
      refuse(this.expr, this.index, `"${operator}"`, 'put parentheses where ?? stands beside && or ||')
    }
  }

  private refuseHere(advice: string): never {
    return refuse(this.expr, this.index, textAt(this.expr, this.index), advice)
  }

  private matchHere(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.index
    return pattern.exec(this.expr)?.[0]
  }
}

/** What to say for an error of jsep's own. */
function adviceOf(message: string): string {
  if (message === 'Unclosed [') return 'expected ]'
  if (message === 'Unclosed (') return 'expected )'
  if (message === 'missing unaryOp argument') return 'an operand is expected'
  if (message.startsWith('Expected ')) return message.replace('Expected', 'expected')
  return 'an expression is expected'
}
