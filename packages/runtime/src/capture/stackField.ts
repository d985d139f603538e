import { stringify } from '../natives'
import { scanText } from '../redact/scanText'
import type { Capture } from './capture'
import { ACCESSOR, cutValue } from './cut'
import { errorLine } from './errorText'
import { quoteScanned } from './quote'
import { readStack } from './stack'
import { stackText } from './stackText'
import type { Step } from './step'

/** Describes the own property `stack` of an error, or of any object: it can hold anything. */
export function describeStackField(capture: Capture, object: object, step: Step): string {
  const stack = readStack(capture.setup.host, object)
  if (stack.found === 'value' && typeof stack.value !== 'string') return capture.describe(stack.value, step)
  if (stack.found === 'accessor') return ACCESSOR
  if (stack.found === 'refused') return `{"__tpd_type__":"accessor","__summary__":${stringify(stack.why)}}`
  const text = stackText(stack, errorLine(capture, object, 'Error'), capture.limits.maxFrames)
  if (text === null) return ACCESSOR
  const scan = scanText(text)
  if (capture.setup.redaction.hidesScanned(text, scan)) return cutValue('string', 'redacted')
  const quoted = quoteScanned(text, scan)
  capture.size += quoted.length
  return quoted
}
