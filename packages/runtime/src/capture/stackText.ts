import { apply, getPrototypeOf, indexOf, slice } from '../natives'
import type { CaptureHost } from './host'
import { cutText } from './quote'
import { readStack, type Stack } from './stack'

/** Characters kept of one frame: the name of a `data:` module is its whole source. */
const FRAME_LENGTH = 512
const FRAME = '\n    at '

/** `CallSite.prototype.toString`, which a program can reach and replace: its `prepareStackTrace` gets call sites. */
const siteText = ((): unknown => {
  const stack = readStack({ isProxy: () => false } as unknown as CaptureHost, new Error())
  const prototype = stack.found === 'sites' && stack.sites.length > 0 ? getPrototypeOf(stack.sites[0] as object) : null
  return prototype === null ? undefined : (prototype as { toString: unknown }).toString
})()

/**
 * The text of a stack as V8 writes it, with at most `maxFrames` frames; null if there is none that is text.
 *
 * `header` is the first line for a stack that is not formatted yet: V8 would make it of `name` and `message`. What V8
 * does to print a frame (the class of `this`, the name of the function) reads data properties only and no Proxy.
 */
export function stackText(stack: Stack, header: string, maxFrames: number): string | null {
  if (stack.found === 'value') return typeof stack.value === 'string' ? firstFrames(stack.value, maxFrames) : null
  if (stack.found !== 'sites' || siteText === undefined) return null
  let text = header
  for (let i = 0; i < stack.sites.length && i < maxFrames; i++) {
    text += FRAME + cutText(apply(siteText as () => string, stack.sites[i], []), FRAME_LENGTH)
  }
  return text
}

function firstFrames(text: string, maxFrames: number): string {
  const bounded = cutText(text, (maxFrames + 2) * FRAME_LENGTH)
  let end = indexOf(bounded, FRAME)
  for (let i = 0; i < maxFrames && end !== -1; i++) end = indexOf(bounded, FRAME, end + 1)
  return end === -1 ? bounded : slice(bounded, 0, end)
}
