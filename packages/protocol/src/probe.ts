import type { ExpressionTree, TemplatePart } from './expressionTree'
import type { RateLimit, SnapshotLimits } from './limits'
import type { PointType } from './point'

/** A point as the threads of the program hold it: file found, texts parsed. */
export interface Probe {
  id: string
  type: PointType
  /** The file that was asked for: absolute, relative to the root, or a suffix of whole segments. */
  file: string
  /** 1-based. */
  line: number
  /** 0-based, or null for the first site of the line. */
  column: number | null
  condition: { source: string; tree: ExpressionTree } | null
  message: { source: string; parts: TemplatePart[] } | null
  rateLimit: RateLimit
  snapshot: SnapshotLimits
  expireHitCount: number | null
}
