import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { addHealthCommand } from './commands/health.js'
import { addLogCommand } from './commands/log.js'
import { addMetricCommand } from './commands/metric.js'
import { addMetricsCommand } from './commands/metrics.js'
import { addPerfCommand } from './commands/perf.js'
import { addPointsCommand } from './commands/points.js'
import { addRmCommand } from './commands/rm.js'
import { addRunCommand } from './commands/run.js'
import { addSinkCommand } from './commands/sink.js'
import { addStatsCommand } from './commands/stats.js'
import { addSwitchCommand } from './commands/switch.js'
import { addTailCommand } from './commands/tail.js'
import { addTraceCommand } from './commands/trace.js'

const EXAMPLES = `
A first round, in two terminals:
  $ debugin run --sink app.js             run app.js, and print what the points catch
  $ debugin trace src/orders.js:42        take a snapshot each time line 42 runs
  $ debugin log src/orders.js:42 "order {order.id} of {customer.name}"
  $ debugin points                        what is set, and how often it was hit
  $ debugin rm --all

Every command tells more with --help.`

/** The command line: every command with its options and its help. */
export function createProgram(): Command {
  const program = new Command('debugin')
    .description('Live tracepoints and logpoints for a running Node.js program')
    .version(readVersion())
    .enablePositionalOptions()
    .addHelpText('after', EXAMPLES)
  addRunCommand(program)
  addSinkCommand(program)
  addTraceCommand(program)
  addLogCommand(program)
  addMetricCommand(program)
  addPointsCommand(program)
  addRmCommand(program)
  addSwitchCommand(program, 'enable')
  addSwitchCommand(program, 'disable')
  addTailCommand(program)
  addMetricsCommand(program)
  addStatsCommand(program)
  addHealthCommand(program)
  addPerfCommand(program)
  return program
}

function readVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
