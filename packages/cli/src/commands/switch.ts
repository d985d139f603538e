import { DebugInError } from '@debugin/protocol'
import type { Command } from 'commander'
import { gather } from '../arguments/number.js'
import { addApiOptions } from '../arguments/serviceOptions.js'
import { callJson } from '../client/http.js'
import { findPoints } from '../client/points.js'
import { findControlApi, type ServiceOptions } from '../client/services.js'
import { shortId } from '../print/shortId.js'

type Verb = 'enable' | 'disable'

/** Adds `debugin enable` or `debugin disable`: switches points without losing them. */
export function addSwitchCommand(program: Command, verb: Verb): void {
  const meaning = verb === 'enable' ? 'switch points on' : 'switch points off and keep them'
  const command = program
    .command(verb)
    .summary(meaning)
    .description(`${meaning[0]?.toUpperCase()}${meaning.slice(1)}, by their ids or by a tag.`)
    .argument('[ids...]', 'ids, or how they begin')
    .option('--tag <tag>', 'every point with this tag; may be repeated', gather)
    .addHelpText('after', `\nExamples:\n  $ debugin ${verb} 3f9a2c41 81\n  $ debugin ${verb} --tag checkout`)
    .action((ids: string[], options: ServiceOptions & { tag?: string[] }) => switchPoints(verb, ids, options))
  addApiOptions(command)
}

async function switchPoints(
  verb: Verb,
  ids: readonly string[],
  { tag: tags = [], ...services }: ServiceOptions & { tag?: string[] },
): Promise<void> {
  if (ids.length === 0 && tags.length === 0) {
    throw new DebugInError('INVALID_OPTION', `Name the points to ${verb}, or a --tag; \`debugin points\` lists them`)
  }
  const api = findControlApi(services)
  const points = ids.length === 0 ? [] : await findPoints(api, ids)
  for (const { id } of points) {
    await callJson(api, `/points/${id}/${verb}`, { method: 'POST' })
    process.stdout.write(`${verb}d ${shortId(id)}\n`)
  }
  if (tags.length === 0) return
  const answer = await callJson(api, `/tags/${verb}`, { method: 'POST', body: { tags } })
  const count = (answer as Record<string, number>)[`${verb}d`]
  process.stdout.write(`${verb}d ${count} ${count === 1 ? 'point' : 'points'} tagged ${tags.join(' or ')}\n`)
}
