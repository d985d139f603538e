import type { CaptureMode } from '@debugin/protocol'
import { type Command, Option } from 'commander'
import type { NewPointSettings } from '../client/points.js'
import { parseDuration } from './duration.js'
import { gather, parseRate, parseShare, wholeNumber } from './number.js'
import { addApiOptions, addSinkOption } from './serviceOptions.js'

/** What can be said of a new point on the command line. */
export interface PointOptions {
  if?: string
  tag?: string[]
  maxHits?: number
  expire?: number
  rate?: number
  burst?: number
  everyNth?: number
  sample?: number
  armedBy?: string
  disabled?: boolean
  tail?: boolean
  json?: boolean
  url?: string
  token?: string
  sinkUrl?: string
}

/** What can be said of a tracepoint besides. */
export interface SnapshotOptions {
  depth?: number
  properties?: number
  elements?: number
  stringLength?: number
  frames?: number
  watch?: string[]
  capture?: CaptureMode
  full?: boolean
}

/** Gives a command the options that points of both kinds have. */
export function addPointOptions(command: Command): Command {
  command
    .option('--if <expression>', 'only where this is true, for instance \'order.total > 100 && user.name == "Ann"\'')
    .option('--tag <tag>', 'a tag, to find or switch points by; may be repeated', gather)
    .option('--max-hits <n>', 'expire after so many events', wholeNumber(1))
    .option('--expire <time>', 'expire after a time: 30s, 10m, 2h', parseDuration)
    .option('--rate <n>', 'events a second at most (default: 10)', parseRate)
    .option('--burst <n>', 'events at once before the rate counts (default: 1)', wholeNumber(1))
    .option('--every-nth <n>', 'of so many hits only the last makes an event', wholeNumber(1))
    .option('--sample <share>', 'the share of hits that make an event, at random: 0.01', parseShare)
    .option('--armed-by <id>', 'stay quiet until the point with this id is hit')
    .option('--disabled', 'set it, but leave it off')
    .option('--tail', 'stay and print its events, until --max-hits are there or Ctrl-C')
    .option('--json', 'print JSON, a value a line')
  return addSinkOption(addApiOptions(command))
}

/** Gives a command the options that only tracepoints have. */
export function addSnapshotOptions(command: Command): Command {
  return command
    .option('--watch <expression>', 'show the value of this too; may be repeated', gather)
    .addOption(
      new Option('--capture <what>', 'values that are shown (default: all)').choices(['none', 'watches', 'all']),
    )
    .option('--depth <n>', 'levels of objects that are opened (default: 3)', wholeNumber(0))
    .option('--properties <n>', 'properties read of one object (default: 100)', wholeNumber(0))
    .option('--elements <n>', 'elements read of one array, map or set (default: 100)', wholeNumber(0))
    .option('--string-length <n>', 'characters kept of one string (default: 1024)', wholeNumber(0))
    .option('--frames <n>', 'stack frames kept (default: 10)', wholeNumber(0))
    .option('--full', 'with --tail: print values and stacks at full length')
}

/** The settings that the options ask for; what was not said is left to the agent. */
export function readSettings(options: PointOptions & SnapshotOptions): NewPointSettings {
  const rateLimit = said({ limitPerSecond: options.rate, burst: options.burst })
  const snapshot = said({
    maxDepth: options.depth,
    maxProperties: options.properties,
    maxElements: options.elements,
    maxStringLength: options.stringLength,
    maxFrames: options.frames,
  })
  return said({
    condition: options.if,
    tags: options.tag,
    expireHitCount: options.maxHits,
    expireDurationMs: options.expire,
    enabled: options.disabled === true ? false : undefined,
    everyNth: options.everyNth,
    sampleRate: options.sample,
    armedBy: options.armedBy,
    watches: options.watch,
    capture: options.capture,
    rateLimit: Object.keys(rateLimit).length === 0 ? undefined : rateLimit,
    snapshot: Object.keys(snapshot).length === 0 ? undefined : snapshot,
  })
}

/** The fields that have a value. */
export function said<Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}
