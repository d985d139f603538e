import type { Command } from 'commander'
import { addApiOptions } from '../arguments/serviceOptions.js'
import { getText } from '../client/http.js'
import { findControlApi, type ServiceOptions } from '../client/services.js'
import { notice } from '../print/notice.js'

const EXAMPLES = `
Examples:
  $ debugin metrics
  $ watch -n 1 debugin metrics
  $ debugin metrics --url 5002 | grep orders_total`

/** Adds `debugin metrics`: what the metric points have measured. */
export function addMetricsCommand(program: Command): void {
  const command = program
    .command('metrics')
    .summary('show what metric points have measured')
    .description('Show what all metric points have measured, in the text format of Prometheus.')
    .addHelpText('after', EXAMPLES)
    .action(showMetrics)
  addApiOptions(command)
}

async function showMetrics(services: ServiceOptions): Promise<void> {
  const text = (await getText(findControlApi(services), '/metrics')).trim()
  if (text === '') notice('no metric points are set; `debugin metric` sets one')
  else process.stdout.write(`${text}\n`)
}
