import { type Command, createArgument } from 'commander'
import { type Place, parsePlace } from '../arguments/place.js'
import {
  addPointOptions,
  addSnapshotOptions,
  type PointOptions,
  readSettings,
  type SnapshotOptions,
} from '../arguments/pointOptions.js'
import { announcePoint } from './announcePoint.js'

const EXAMPLES = `
Examples:
  $ debugin trace src/pricing.ts:42
  $ debugin trace src/pricing.ts:42 --if 'customer.kind == "wholesale"' --max-hits 1 --tail
  $ debugin trace pricing.ts:42:18 --tag checkout --expire 10m
  $ debugin trace pricing.ts:42 --watch 'order.total * 2' --watch items.length --capture watches
  $ debugin trace 'C:\\shop\\my app\\orders.js:10' --depth 5 --frames 20

The path may be absolute, from here, from the program's root, or just the last segments of a path; a TypeScript file is
named as it is, not as it was built. Lines and columns count from 1, as in editors and stack traces.`

/** Adds `debugin trace`: a snapshot of arguments, locals, result and stack each time a line runs. */
export function addTraceCommand(program: Command): void {
  const command = program
    .command('trace')
    .summary('take a snapshot each time a line runs')
    .description('Set a tracepoint: a snapshot of arguments, locals, result and stack each time the line runs.')
    .addArgument(placeArgument())
    .addHelpText('after', EXAMPLES)
    .action((place: Place, options: PointOptions & SnapshotOptions) =>
      announcePoint('tracepoint', place, readSettings(options), options),
    )
  addSnapshotOptions(addPointOptions(command))
}

/** The argument that names a line of the program. */
export function placeArgument() {
  return createArgument('<file:line[:column]>', 'a line of the program').argParser(parsePlace)
}
