import { types } from 'node:util'
import { Capture } from '../../packages/runtime/dist/capture/capture.js'
import { CaptureSetup } from '../../packages/runtime/dist/capture/setup.js'
import { createRedaction } from '../../packages/runtime/dist/redact/redaction.js'

export const LIMITS = { maxDepth: 3, maxProperties: 100, maxStringLength: 1024, maxElements: 100, maxFrames: 10 }

const now = performance.now.bind(performance)

/** The host as the agent builds it. */
export const HOST = { now, ...types }

/** A capture with plenty of time, unless told otherwise. */
export function startCapture({ limits = {}, redaction, compilePattern, host = {}, budgetMs = 60_000, setup } = {}) {
  const made = setup ?? new CaptureSetup(createRedaction(redaction, compilePattern), { ...HOST, ...host })
  return new Capture(made, { ...LIMITS, ...limits }, budgetMs)
}

/** A value's JSON text, read back. */
export function capture(value, options = {}) {
  return JSON.parse(startCapture(options).value(value, options.name))
}
