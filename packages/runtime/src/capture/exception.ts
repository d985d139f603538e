import { stringify } from '../natives'
import type { Capture } from './capture'
import { errorLine, readData, UNREADABLE } from './errorText'
import { formOf } from './form'
import { cutText } from './quote'
import { shortText } from './short'
import { readStack } from './stack'
import { stackText } from './stackText'
import { shownPart } from './text'

/** Characters of a message or of what was thrown instead of an error, if the limits allow as many. */
const MESSAGE_LENGTH = 1024
const REDACTED = '[redacted]'

/** What was thrown, as `{type, message, stack}`; `stack` is null where there is none or it cannot be read. */
export function describeException(capture: Capture, thrown: unknown): string {
  const isObject = typeof thrown === 'object' && thrown !== null
  if (!isObject || capture.setup.host.isProxy(thrown)) {
    const type = thrown === null ? 'null' : isObject ? 'Proxy' : typeof thrown
    return exceptionText(capture, type, shortText(capture, thrown, MESSAGE_LENGTH), null)
  }
  const form = formOf(capture, thrown)
  // To read anything of these can run code: of another realm, of a module that is evaluated when it is first needed.
  if (form.kind === 'global' || form.kind === 'module') return exceptionText(capture, form.name, `[${form.name}]`, null)
  const message = readData(capture, thrown, 'message')
  const isError = form.kind === 'error' || typeof message === 'string'
  const text = isError ? (typeof message === 'string' ? message : '') : shortText(capture, thrown, MESSAGE_LENGTH)
  const stack = readStack(capture.setup.host, thrown)
  const header = errorLine(capture, thrown, 'Error')
  return exceptionText(
    capture,
    isError ? errorType(capture, thrown, form.name) : form.name,
    message === UNREADABLE ? '' : text,
    stackText(stack, header, capture.limits.maxFrames),
  )
}

/** The name that the error was given, or that of its class where that says more: `class HttpError extends Error {}`. */
function errorType(capture: Capture, error: object, className: string): string {
  const name = readData(capture, error, 'name')
  return typeof name === 'string' && name !== '' && name !== 'Error' ? cutText(name, 128) : className
}

function exceptionText(capture: Capture, type: string, message: string, stack: string | null): string {
  const { redaction } = capture.setup
  const part = shownPart(capture, message)
  const hidden = part === null || capture.setup.keys.of('message').hidden
  const shown = hidden ? REDACTED : part
  const shownStack = stack !== null && (hidden || redaction.hidesText(stack)) ? REDACTED : stack
  const stackJson = shownStack === null ? 'null' : stringify(shownStack)
  const text = `{"type":${stringify(type)},"message":${stringify(shown)},"stack":${stackJson}}`
  capture.size += text.length
  return text
}
