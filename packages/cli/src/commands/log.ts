import type { Command } from 'commander'
import type { Place } from '../arguments/place.js'
import { addPointOptions, type PointOptions, readSettings } from '../arguments/pointOptions.js'
import { announcePoint } from './announcePoint.js'
import { placeArgument } from './trace.js'

const EXAMPLES = `
Examples:
  $ debugin log src/routes.ts:17 "order {order.id}: {order.items.length} items for {customer.name}"
  $ debugin log routes.ts:17 "slow: {req.url}" --if "elapsed > 200" --rate 100 --burst 20
  $ debugin log routes.ts:17 "first ten only" --max-hits 10 --tail

{…} holds an expression over the names in reach of the line. A shell reads $ and \` inside double quotes; single quotes
keep a text as it is.`

/** Adds `debugin log`: a line of text with values in it each time a line runs. */
export function addLogCommand(program: Command): void {
  const command = program
    .command('log')
    .summary('log a message with values in it each time a line runs')
    .description('Set a logpoint: a message with values in it each time the line runs.')
    .addArgument(placeArgument())
    .argument('<message>', 'the text, with expressions in {…}')
    .addHelpText('after', EXAMPLES)
    .action((place: Place, message: string, options: PointOptions) =>
      announcePoint('logpoint', place, { ...readSettings(options), message }, options),
    )
  addPointOptions(command)
}
