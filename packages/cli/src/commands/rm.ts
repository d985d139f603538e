import { DebugInError } from '@debugin/protocol'
import type { Command } from 'commander'
import { addApiOptions } from '../arguments/serviceOptions.js'
import { callJson } from '../client/http.js'
import { findPoints, listPoints } from '../client/points.js'
import { findControlApi, type ServiceOptions } from '../client/services.js'
import { shortId } from '../print/shortId.js'

const EXAMPLES = `
Examples:
  $ debugin rm 3f9a2c41
  $ debugin rm 3f 81         the beginning of an id is enough where only one begins so
  $ debugin rm --all`

/** Adds `debugin rm`: takes points away. */
export function addRmCommand(program: Command): void {
  const command = program
    .command('rm')
    .summary('remove points')
    .description('Remove points, by their ids or all of them.')
    .argument('[ids...]', 'ids, or how they begin')
    .option('--all', 'every point of the program')
    .addHelpText('after', EXAMPLES)
    .action(removePoints)
  addApiOptions(command)
}

async function removePoints(ids: string[], { all, ...services }: ServiceOptions & { all?: boolean }): Promise<void> {
  if (ids.length > 0 === (all === true)) {
    throw new DebugInError('INVALID_OPTION', 'Name the points to remove, or write --all; `debugin points` lists them')
  }
  const api = findControlApi(services)
  const points = all === true ? await listPoints(api) : await findPoints(api, ids)
  for (const id of new Set(points.map((point) => point.id))) {
    await callJson(api, `/points/${id}`, { method: 'DELETE' })
    process.stdout.write(`removed ${shortId(id)}\n`)
  }
}
