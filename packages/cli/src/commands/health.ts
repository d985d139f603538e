import type { Command } from 'commander'
import { addApiOptions } from '../arguments/serviceOptions.js'
import { callJson } from '../client/http.js'
import { findControlApi, type ServiceOptions } from '../client/services.js'
import { printHealth } from '../print/health.js'
import { lookFor } from '../print/look.js'

const EXAMPLES = `
Examples:
  $ debugin health
  $ debugin health --url 5002
  $ debugin health --json | jq .eventSink`

/** Adds `debugin health`: what the agent says of itself. */
export function addHealthCommand(program: Command): void {
  const command = program
    .command('health')
    .summary('say how the agent is')
    .description(
      'Say which program runs, where its events go, and which files cannot hold points. Exits 1 if none runs.',
    )
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(showHealth)
  addApiOptions(command)
}

async function showHealth({ json, ...services }: ServiceOptions & { json?: boolean }): Promise<void> {
  const api = findControlApi(services)
  const health = (await callJson(api, '/health')) as Record<string, unknown>
  process.stdout.write(`${json ? JSON.stringify(health) : printHealth(health, api.url, lookFor(process.stdout))}\n`)
}
