import type { ExpressionTree, TemplatePart } from './expressionTree'
import type { RateLimit, SnapshotLimits } from './limits'
import type { ProbeMetric } from './metric'
import type { CaptureMode, PointType } from './point'

/** An expression with the text that it was written as. */
export interface ParsedExpression {
  source: string
  tree: ExpressionTree
}

/** Which of its hits a probe answers. See `PointSettings`; 1 where nothing was said. */
export interface Rules {
  everyNth: number
  sampleRate: number
  armedBy: string | null
}

/** What a tracepoint looks at. */
export interface Focus {
  capture: CaptureMode
  watches: ParsedExpression[]
  /** Of the values of the watches. */
  limits: SnapshotLimits
}

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
  condition: ParsedExpression | null
  message: { source: string; parts: TemplatePart[] } | null
  rateLimit: RateLimit
  snapshot: SnapshotLimits
  /** What a metric point measures; null for other points. */
  metric: ProbeMetric | null
  /** Which hits count; null: all of them, from the start. */
  rules: Rules | null
  /** What a snapshot shows besides variables, or instead of them; null: variables and no watches. */
  focus: Focus | null
  expireHitCount: number | null
}
