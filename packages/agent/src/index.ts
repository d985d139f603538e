export type { CapturedSnapshot, EventPlace, RedactionOptions } from '@debugin/runtime'
export type { AgentOptions } from './options'
export { ControlAPI, getInstance, RateLimiter, start, stop, version as __version__ } from './program/inProcess'
export type { Agent, Metric, PointConfig } from './start'
