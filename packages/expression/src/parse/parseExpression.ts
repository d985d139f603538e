import type { ExpressionTree } from '@debugin/protocol'
import { MAX_SOURCE_LENGTH } from './limits'
import { ExpressionReader } from './reader'
import { refuse } from './refuse'
import { TreeBuilder } from './treeBuilder'

/**
 * Reads a condition, a watch, or what stands in a template's hole.
 *
 * @throws DebugInError INVALID_CONDITION (422), with details `{ position, found, advice, expression }`
 */
export function parseExpression(source: string): ExpressionTree {
  if (source.length > MAX_SOURCE_LENGTH) {
    const advice = `an expression may have ${MAX_SOURCE_LENGTH}; compute the value in the program, or use two probes`
    refuse(source.slice(0, MAX_SOURCE_LENGTH), MAX_SOURCE_LENGTH, `${source.length} characters`, advice)
  }
  return new TreeBuilder(source).build(new ExpressionReader(source).parse())
}
