export { DebugInError, ERRORS, type ErrorCode } from './errors'
export {
  type ConditionErrorPayload,
  type DebugInEvent,
  EVENT_NAMES,
  type EventClient,
  type EventName,
  type HitPayload,
  type LogpointPayload,
  type ProbePayload,
  type RateLimitPayload,
  type SnapshotPayload,
  type StackFrame,
} from './event'
export {
  type BinaryOperator,
  BUILT_INS,
  type BuiltIn,
  type ExpressionTree,
  type LogicalOperator,
  type TemplatePart,
  type UnaryOperator,
} from './expressionTree'
export {
  CAPTURE_TIME_BUDGET_MS,
  DEFAULT_RATE_LIMIT,
  DEFAULT_SNAPSHOT_LIMITS,
  DEFAULT_WATCH_LIMITS,
  MAX_BODY_BYTES,
  MAX_POINTS,
  MAX_WATCHES,
  type RateLimit,
  type SnapshotLimits,
  type WatchLimits,
} from './limits'
export {
  DEFAULT_BUCKETS,
  MAX_BUCKETS,
  MAX_SERIES,
  METRICS_FILE_VERSION,
  type MetricKind,
  type MetricSeries,
  type MetricSettings,
  type MetricsFile,
  OVERFLOW_LABEL,
  type ProbeMetric,
} from './metric'
export type { CaptureMode, Point, PointOrigin, PointSettings, PointStatus, PointType } from './point'
export type { Focus, ParsedExpression, Probe, Rules } from './probe'
export { findSite, type SiteAnswer, type SiteRef, sitesOf } from './siteTable/findSite'
export {
  type NameLink,
  type PlannedFunction,
  type PlannedSite,
  type PlannedTable,
  packSiteTable,
} from './siteTable/pack'
export { functionsReaching, type LinesOf, placeOf } from './siteTable/reach'
export type {
  ExitView,
  FunctionKind,
  FunctionSites,
  Position,
  Site,
  SiteKind,
  SiteTable,
  WholeSiteTable,
} from './siteTable/siteTable'
export { unpackSiteTable } from './siteTable/unpack'
