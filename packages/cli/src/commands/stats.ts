import type { Command } from 'commander'
import { addApiOptions } from '../arguments/serviceOptions.js'
import { callJson } from '../client/http.js'
import { findControlApi, type ServiceOptions } from '../client/services.js'
import { lookFor } from '../print/look.js'
import { printStats } from '../print/stats.js'

const EXAMPLES = `
Examples:
  $ debugin stats
  $ debugin stats --json | jq '.points | max_by(.spentNs)'`

/** Adds `debugin stats`: what the points cost the program. */
export function addStatsCommand(program: Command): void {
  const command = program
    .command('stats')
    .summary('show what the points cost the program')
    .description(
      'Show for each point its hits, events, drops and errors, the time it took, and the size of its events.',
    )
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(showStats)
  addApiOptions(command)
}

async function showStats({ json, ...services }: ServiceOptions & { json?: boolean }): Promise<void> {
  const stats = (await callJson(findControlApi(services), '/stats')) as Record<string, unknown>
  process.stdout.write(`${json ? JSON.stringify(stats) : printStats(stats, lookFor(process.stdout))}\n`)
}
