import type { MetricKind, MetricSettings } from '@debugin/protocol'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { parseDuration } from '../arguments/duration.js'
import { gather, parseBounds, wholeNumber } from '../arguments/number.js'
import type { Place } from '../arguments/place.js'
import { said } from '../arguments/pointOptions.js'
import { addApiOptions } from '../arguments/serviceOptions.js'
import type { ServiceOptions } from '../client/services.js'
import { announcePoint } from './announcePoint.js'
import { placeArgument } from './trace.js'

interface MetricOptions extends ServiceOptions {
  name: string
  kind: MetricKind
  value?: string
  label?: Record<string, string>
  buckets?: number[]
  to?: number
  if?: string
  tag?: string[]
  expire?: number
  armedBy?: string
  disabled?: boolean
  json?: boolean
}

const EXAMPLES = `
Examples:
  $ debugin metric src/orders.js:42 --name orders_total --label country=order.country
  $ debugin metric src/orders.js:42 --name order_value --kind histogram --value order.total --buckets 10,100,1000
  $ debugin metric src/orders.js:40 --name place_order_ms --kind histogram --value '$duration'
  $ debugin metric src/orders.js:45 --to 52 --name payment_ms --kind histogram

--value '$duration' takes the milliseconds that calls of the function take, --to those between two lines of one call.
Every hit is counted; \`debugin metrics\` shows the sums.`

/** Adds `debugin metric`: counts or measures each time a line runs. */
export function addMetricCommand(program: Command): void {
  const command = program
    .command('metric')
    .summary('count or measure each time a line runs')
    .description('Set a metric point: a counter, gauge or histogram over the hits of a line.')
    .addArgument(placeArgument())
    .requiredOption('--name <name>', 'name of the metric, as Prometheus takes it')
    .addOption(new Option('--kind <kind>', 'what it is').choices(['counter', 'gauge', 'histogram']).default('counter'))
    .option('--value <expression>', 'the number (a counter adds 1 without it)')
    .option('--label <name=expression>', 'a label; may be repeated', gatherLabel)
    .option('--buckets <numbers>', 'upper bounds of a histogram, with commas', parseBounds)
    .option('--to <line>', 'take the time from the line to this one', wholeNumber(1))
    .option('--if <expression>', 'only where this is true')
    .option('--tag <tag>', 'a tag, to find or switch points by; may be repeated', gather)
    .option('--expire <time>', 'expire after a time: 30s, 10m, 2h', parseDuration)
    .option('--armed-by <id>', 'stay quiet until the point with this id is hit')
    .option('--disabled', 'set it, but leave it off')
    .option('--json', 'print JSON, a value a line')
    .addHelpText('after', EXAMPLES)
    .action(setMetric)
  addApiOptions(command)
}

async function setMetric(place: Place, options: MetricOptions): Promise<void> {
  const { name, kind, value, label: labels, buckets, to, tag: tags, expire, armedBy, disabled } = options
  const settings = said({
    metric: said({ name, kind, value, labels, buckets }) as MetricSettings,
    to,
    condition: options.if,
    tags,
    expireDurationMs: expire,
    armedBy,
    enabled: disabled === true ? false : undefined,
  })
  await announcePoint('metricpoint', place, settings, options)
}

/** Adds a label to those named before. */
function gatherLabel(text: string, before: Record<string, string> | undefined): Record<string, string> {
  const at = text.indexOf('=')
  if (at < 1 || at === text.length - 1)
    throw new InvalidArgumentError('Write a name and an expression: country=order.country.')
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) }
}
