import { ERRORS, type ErrorCode } from '@debugin/protocol'
import { pointFields } from '@debugin/protocol/checks'
import * as v from 'valibot'

const about = <Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.pipe(schema, v.description(description))

const count = (description: string) => about(v.pipe(v.number(), v.integer(), v.minValue(0)), description)

const reason = (description: string) => about(v.nullable(v.string()), description)

const time = about(v.pipe(v.string(), v.isoTimestamp()), 'ISO 8601, UTC')

const TYPES = ['tracepoint', 'logpoint', 'metricpoint'] as const

const everyField = <Entries extends v.ObjectEntries>(schema: { entries: Entries }) =>
  v.required(v.strictObject(schema.entries))

/** A point: what a caller said of it, completed, and what the agent knows of it. */
const point = v.strictObject({
  id: about(v.pipe(v.string(), v.uuid()), 'stays the same over changes'),
  type: v.picklist(TYPES),
  ...pointFields,
  message: v.nullable(v.string()),
  metric: v.nullable(
    v.strictObject({
      name: v.string(),
      kind: v.picklist(['counter', 'gauge', 'histogram']),
      help: v.nullable(v.string()),
      value: v.nullable(v.string()),
      labels: v.record(v.string(), v.string()),
      buckets: v.nullable(v.array(v.number())),
    }),
  ),
  rateLimit: everyField(pointFields.rateLimit),
  snapshot: everyField(pointFields.snapshot),
  watchLimits: everyField(pointFields.watchLimits),
  resolvedFile: reason('the file as the program knows it'),
  resolvedLine: about(v.nullable(v.number()), 'the line of the statement; null while the file is not loaded'),
  status: v.picklist(['pending', 'active', 'disabled', 'expired', 'error']),
  statusReason: reason('why it has this status, where there is more to say'),
  setBy: about(v.picklist(['api', 'code', 'probesFile']), 'what set it'),
  hitCount: count('events made'),
  totalHits: count('times the line ran with the condition true'),
  dropped: count('events not made because of a limit'),
  created: time,
})

const files = v.strictObject({
  woven: count('files woven'),
  skipped: v.array(v.strictObject({ file: v.string(), reason: v.string() })),
})

const output = v.strictObject({
  url: v.string(),
  connected: about(v.boolean(), 'whether the last delivery was answered'),
  delivered: count('events that were taken'),
  waiting: count('events that wait'),
  spooled: count('those of them that wait on the disk'),
  spooledBytes: count('bytes on the disk, with what earlier runs have left'),
  dropped: count('events for which there was no room'),
  refused: count('events that will never be taken'),
  lastError: reason('why the last delivery failed'),
  spool: v.strictObject({
    folder: reason('where events wait on the disk; null: in memory only'),
    problem: reason('why the disk takes none now'),
  }),
})

const outputs = {
  eventSink: about(output, 'where events go, and what became of them'),
  otlp: about(v.nullable(output), 'the collector that gets them too; null where none is named'),
}

const health = v.strictObject({
  status: v.literal('healthy'),
  version: v.string(),
  engine: v.literal('twin'),
  runtime: v.literal('node'),
  runtimeVersion: v.string(),
  agent: v.strictObject({
    name: v.string(),
    version: v.string(),
    runtime: v.literal('node'),
    runtimeVersion: v.string(),
  }),
  application: v.strictObject({ name: v.string(), instanceId: v.string(), tags: v.array(v.string()) }),
  features: about(v.record(v.string(), v.boolean()), 'what this agent can do'),
  broker: v.strictObject({ connected: v.boolean(), url: v.nullable(v.string()) }),
  ...outputs,
  uptime: about(v.number(), 'seconds'),
  points: count('points set'),
  processes: v.array(
    v.looseObject({
      pid: v.number(),
      ppid: v.number(),
      title: v.string(),
      agentRestarts: count('times that the thread of the agent has died there and was started again'),
      threads: count('threads of the program that run under the agent'),
      files,
    }),
  ),
  cache: v.strictObject({
    folder: reason('where woven files are kept; null: nowhere'),
    refused: reason('why none are kept'),
    read: count('files that came out of it'),
    written: count('files put there'),
  }),
  probesFile: about(
    v.nullable(
      v.strictObject({
        path: v.string(),
        points: count('points that came from it'),
        applied: about(v.nullable(time), 'when it was last read with success'),
        error: reason('why its last edit was not applied; the points of the one before stay'),
      }),
    ),
    'null where there is none',
  ),
  persist: about(
    v.nullable(
      v.strictObject({
        path: v.string(),
        points: count('points kept in it'),
        error: reason('what last went wrong with it'),
      }),
    ),
    'null where points are not kept',
  ),
  notice: reason('what an operator should know, such as another port than the one asked for'),
})

const stats = v.strictObject({
  cpuBudget: about(v.union([v.number(), v.literal('off')]), 'share of one core that points may take'),
  uptime: about(v.number(), 'seconds'),
  spentNs: about(v.number(), 'nanoseconds of the program that all points took'),
  share: about(v.number(), 'of one core, since the agent started'),
  points: v.array(
    v.strictObject({
      id: v.string(),
      type: v.picklist(TYPES),
      file: v.string(),
      line: v.number(),
      hits: count('times the line ran with the condition true'),
      captures: count('events made; values taken by a metric point'),
      dropped: count('events not made because of a limit'),
      errors: count('conditions, metrics and redactions that failed'),
      spentNs: about(v.number(), 'nanoseconds of the program'),
      bytes: count('characters of its events'),
      backsOff: about(v.boolean(), 'it has left its line because the points took too much time'),
    }),
  ),
  delivery: about(v.strictObject(outputs), 'what became of the events'),
})

const skipped = v.array(v.strictObject({ line: v.number(), reason: v.string() }))

const page = {
  total: count('items that there are'),
  offset: count('items passed over'),
  limit: count('items of one answer at most'),
  count: count('items in this answer'),
}

const sources = v.strictObject({
  ...page,
  sources: v.array(
    v.strictObject({
      file: about(v.string(), 'absolute path'),
      status: v.picklist(['woven', 'skipped']),
      reason: reason('why it was skipped'),
      running: about(v.boolean(), 'whether its code has begun to run'),
      originals: about(v.array(v.string()), 'files that it was built from'),
      skipped: about(skipped, 'places that cannot hold a point although the file was woven'),
      kept: about(v.boolean(), 'it came out of the cache'),
    }),
  ),
})

const sites = v.strictObject({
  file: about(v.string(), 'absolute path'),
  loaded: v.boolean(),
  refused: reason('why no line of it can hold a point'),
  skipped,
  moduleNames: about(v.array(v.string()), 'names of the file that its functions use'),
  ...page,
  sites: v.array(
    v.strictObject({
      line: about(v.number(), 'from 1'),
      column: about(v.number(), 'from 0'),
      endLine: about(v.number(), 'the last line that a point may name to stand here'),
      kind: v.picklist(['entry', 'statement', 'exit']),
      function: reason("the function's name; null in the file's own code"),
      className: v.nullable(v.string()),
      functionKind: v.picklist(['module', 'function', 'arrow', 'method', 'getter', 'setter', 'constructor', 'block']),
      names: about(v.array(v.string()), 'in reach: this, parameters, variables'),
      outerNames: about(v.array(v.string()), 'of the functions around'),
    }),
  ),
})

const switched = v.strictObject({ id: v.string(), enabled: v.boolean(), message: v.string() })

const error = v.strictObject({
  error: about(v.string(), 'what was found, with the value, and what to do next'),
  code: v.picklist(Object.keys(ERRORS) as ErrorCode[]),
  details: about(v.record(v.string(), v.unknown()), 'the same for machines: field, value, nearest, position …'),
})

/** What the calls answer, by the name that the document gives it. */
export const ANSWERS = {
  Point: point,
  Health: health,
  Stats: stats,
  Sources: sources,
  Sites: sites,
  Switched: switched,
  TagsEnabled: v.strictObject({ enabled: count('points with any of the tags'), message: v.string() }),
  TagsDisabled: v.strictObject({ disabled: count('points with any of the tags'), message: v.string() }),
  Error: error,
}
