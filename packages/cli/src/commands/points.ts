import type { PointType } from '@debugin/protocol'
import { type Command, Option } from 'commander'
import { gather } from '../arguments/number.js'
import { addApiOptions } from '../arguments/serviceOptions.js'
import { listPoints } from '../client/points.js'
import { findControlApi, type ServiceOptions } from '../client/services.js'
import { lookFor } from '../print/look.js'
import { notice } from '../print/notice.js'
import { printPoints } from '../print/point.js'

interface PointsOptions extends ServiceOptions {
  type?: PointType
  tag?: string[]
  json?: boolean
}

const EXAMPLES = `
Examples:
  $ debugin points
  $ debugin points --type logpoint --tag checkout
  $ debugin points --json | jq -r '.[] | select(.status == "expired") | .id' | xargs debugin rm`

/** Adds `debugin points`: what is set, where, and how often it was hit. */
export function addPointsCommand(program: Command): void {
  const command = program
    .command('points')
    .alias('ls')
    .summary('list the points')
    .description('List the points: id, status, hits, place, message, condition and tags.')
    .addOption(
      new Option('--type <type>', 'only points of this type').choices(['tracepoint', 'logpoint', 'metricpoint']),
    )
    .option('--tag <tag>', 'only points with this tag; repeated: with all of them', gather)
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(showPoints)
  addApiOptions(command)
}

async function showPoints({ type, tag = [], json, ...services }: PointsOptions): Promise<void> {
  const points = await listPoints(findControlApi(services), { tags: tag, ...(type === undefined ? {} : { type }) })
  if (json) process.stdout.write(`${JSON.stringify(points)}\n`)
  else if (points.length > 0) process.stdout.write(`${printPoints(points, lookFor(process.stdout))}\n`)
  else notice(tag.length > 0 || type !== undefined ? 'no point is like that' : 'no points are set')
}
