import { fieldsOf, listOf, numberOf, textOf } from './fields.js'
import type { Look } from './look.js'
import { printable } from './printable.js'
import { shortPath } from './shortPath.js'

/** Files that were left out and are listed. */
const MOST_SKIPPED = 20

/**
 * Lays out the answer of GET /health. Agents of every language give it, with more or less in it.
 *
 * @param url of the control API that gave it
 */
export function printHealth(health: Record<string, unknown>, url: string, look: Look): string {
  const rows: [string, string][] = [
    ['program', programText(health)],
    ['control API', url],
    ['sink', sinkText(fieldsOf(health.eventSink), look)],
    ['points', textOf(health.points) ?? String(listOf(health.points).length)],
    ...listOf(health.processes).map((process): [string, string] => ['process', processText(fieldsOf(process))]),
  ]
  if (typeof health.notice === 'string') rows.push(['notice', look.palette.yellow(printable(health.notice))])
  const lines = rows.map(([name, text]) => `${look.palette.dim(name.padEnd(12))}${text}`)
  return [...lines, ...listOf(health.processes).flatMap((process) => skippedLines(fieldsOf(process), look))].join('\n')
}

function programText(health: Record<string, unknown>): string {
  const agent = fieldsOf(health.agent)
  const { name, instanceId } = fieldsOf(health.application)
  const uptime = numberOf(health.uptime)
  const runtime = [textOf(agent.runtime), textOf(agent.runtimeVersion)].filter((part) => part).join(' ')
  const parts = [
    textOf(instanceId),
    runtime,
    `agent ${textOf(agent.version) ?? textOf(health.version) ?? '?'}`,
    uptime === null ? null : `up ${Math.round(uptime)} s`,
  ]
  return printable(`${textOf(name) ?? 'program'} (${parts.filter((part) => part).join(', ')})`)
}

function sinkText(sink: Record<string, unknown>, { palette }: Look): string {
  const state = sink.connected === true ? palette.green('connected') : palette.yellow('not connected')
  const counts = ['delivered', 'waiting', 'dropped', 'refused'].flatMap((name) => {
    const count = numberOf(sink[name])
    return count === null || (count === 0 && name !== 'delivered') ? [] : `${count} ${name}`
  })
  const error = textOf(sink.lastError)
  const tail = [...counts, ...(error === null ? [] : [printable(error)])].join(', ')
  return `${printable(textOf(sink.url) ?? 'none')} ${state}${tail === '' ? '' : `, ${tail}`}`
}

function processText({ pid, threads, files }: Record<string, unknown>): string {
  const { woven, skipped } = fieldsOf(files)
  const parts = [
    `pid ${textOf(pid) ?? '?'}`,
    ...(numberOf(threads) === null ? [] : [`${threads} ${threads === 1 ? 'thread' : 'threads'}`]),
    ...(numberOf(woven) === null ? [] : [`${woven} ${woven === 1 ? 'file' : 'files'} woven`]),
    ...(listOf(skipped).length === 0 ? [] : [`${listOf(skipped).length} left as they are`]),
  ]
  return parts.join(', ')
}

function skippedLines({ files }: Record<string, unknown>, { folder, palette }: Look): string[] {
  const skipped = listOf(fieldsOf(files).skipped).map(fieldsOf)
  const lines = skipped.slice(0, MOST_SKIPPED).map(({ file, reason }) => {
    const path = shortPath(textOf(file) ?? '?', folder)
    return `  ${palette.cyan(path)} is left as it is: ${printable(textOf(reason) ?? '?')}`
  })
  return skipped.length > MOST_SKIPPED ? [...lines, `  … ${skipped.length - MOST_SKIPPED} more`] : lines
}
