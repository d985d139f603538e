import { fieldsOf, listOf, numberOf, textOf } from './fields.js'
import type { Look } from './look.js'
import { printable } from './printable.js'
import { shortId } from './shortId.js'
import { shortPath } from './shortPath.js'
import { printValue } from './value.js'

/** Columns that a name takes at most before its value begins. */
const NAME_WIDTH = 20
const INDENT = '    '

/** Frames of a stack that are shown where not everything is asked for. */
const MOST_FRAMES = 4

/**
 * Lays out a snapshot: a line with the function and how its call ended, then arguments, locals, what came back, and the
 * stack.
 *
 * @param payload of an event `probe.hit.snapshot`
 */
export function printSnapshot(payload: Record<string, unknown>, look: Look): string[] {
  const { palette } = look
  const snapshot = fieldsOf(payload.snapshot)
  const name = palette.bold(functionName(payload.className, payload.method))
  const head = [name, endText(payload, look)].filter((part) => part !== '').join(' ')
  const lines = [`${head}${palette.dim(`  ${shortId(payload.probeId)}`)}`]
  lines.push(...printNames('watches', fieldsOf(snapshot.watches), look))
  lines.push(...printNames('arguments', fieldsOf(snapshot.arguments), look))
  lines.push(...printNames('locals', fieldsOf(snapshot.locals), look))
  if ('returnValue' in snapshot) lines.push(...printNamed('returned', snapshot.returnValue, look, '  '))
  if (payload.exit === 'threw') lines.push(...printException(fieldsOf(snapshot.exception), look))
  lines.push(...printStack(listOf(payload.stack), look))
  return lines
}

/** How the call ended and how long it took. */
function endText({ exit, durationMs }: Record<string, unknown>, { palette }: Look): string {
  const duration = numberOf(durationMs)
  const after = duration === null ? '' : ` after ${shortDuration(duration)}`
  if (exit === 'threw') return palette.red(`threw${after}`)
  if (exit === 'returned') return palette.green(`returned${after}`)
  if (exit === 'pending') return palette.yellow('has not ended yet')
  return palette.dim(duration === null ? '' : `ended${after}`)
}

function shortDuration(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(2)} s`
  return `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`
}

function printNames(title: string, values: Record<string, unknown>, look: Look): string[] {
  const names = Object.keys(values)
  if (names.length === 0) return []
  const column = Math.min(Math.max(...names.map((name) => name.length)), NAME_WIDTH)
  const lines = names.flatMap((name) => printNamed(name, values[name], look, INDENT, column))
  return [`  ${look.palette.dim(title)}`, ...lines]
}

/** A name and its value; further lines of the value stand under its first. */
function printNamed(name: string, value: unknown, look: Look, indent: string, column = name.length): string[] {
  const label = printable(name).padEnd(column)
  const space = ' '.repeat(column + 2)
  const [first = '', ...rest] = printValue(value, look, look.width - indent.length - space.length)
  const shown = indent === INDENT ? look.palette.yellow(label) : look.palette.dim(label)
  return [`${indent}${shown}  ${first}`, ...rest.map((line) => indent + space + line)]
}

function printException({ type, message, stack }: Record<string, unknown>, { palette, full }: Look): string[] {
  const head = `  ${palette.dim('threw')}  ${palette.red(printable(`${textOf(type) ?? 'something'}: ${textOf(message) ?? ''}`))}`
  const frames = full && typeof stack === 'string' ? stack.split('\n').slice(1) : []
  return [head, ...frames.map((frame) => `  ${printable(frame)}`)]
}

function printStack(frames: readonly unknown[], look: Look): string[] {
  if (frames.length === 0) return []
  const shown = look.full ? frames : firstFrames(frames)
  const lines = shown.map((frame) => printFrame(fieldsOf(frame), look))
  const more = frames.length - shown.length
  if (more > 0) lines.push(look.palette.dim(`${INDENT}… ${more} more`))
  return [`  ${look.palette.dim('stack')}`, ...lines]
}

/** The innermost frames, without those at their end that are Node's own. */
function firstFrames(frames: readonly unknown[]): readonly unknown[] {
  const first = frames.slice(0, MOST_FRAMES)
  const own = first.findLastIndex((frame) => !textOf(fieldsOf(frame).file)?.startsWith('node:'))
  return first.slice(0, own < 0 ? first.length : own + 1)
}

/** `Order.total (src/order.ts:42:5)`: columns count from 1 here, as in every stack trace. */
function printFrame(frame: Record<string, unknown>, { palette, folder }: Look): string {
  const { file, line, column } = frame
  const name = textOf(frame.function) ?? textOf(frame.method)
  const at = [textOf(line), numberOf(column) === null ? null : String((column as number) + 1)].filter((part) => part)
  // `Array.prototype.map` has no file.
  const place = textOf(file) === null ? 'native' : [shortPath(String(file), folder), ...at].join(':')
  return `${INDENT}${printable(name ?? '(anonymous)')} ${palette.cyan(`(${place})`)}`
}

function functionName(className: unknown, method: unknown): string {
  const parts = [textOf(className), textOf(method)].filter((part) => part)
  return printable(parts.join('.') || '(anonymous)')
}
