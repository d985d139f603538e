import { types } from 'node:util'
import { compileFunction } from 'node:vm'
import { compilePattern } from '@debugin/expression/evaluate'
import { countsOf } from '../../packages/agent/dist/program/probeCounts.js'
import { Probes } from '../../packages/agent/dist/program/probes.js'
import { KnownFiles } from '../../packages/agent/dist/thread/files/knownFiles.js'
import { PointBook } from '../../packages/agent/dist/thread/points/pointBook.js'
import { instrument } from '../../packages/compiler/dist/index.js'
import { createRedaction, Runtime } from '../../packages/runtime/dist/index.js'

export const UNLIMITED = { limitPerSecond: 10_000, burst: 10_000 }

let files = 0

/**
 * Points in a program within this process: all that the agent does to them but for threads, hooks and delivery. Time
 * stands still until the test lets it pass.
 *
 * @param options `redaction`, `callbacks` and what else a Runtime takes
 */
export function startHitting({ redaction, host: hostParts, ...options } = {}) {
  const clock = { now: 1000 }
  const later = []
  const events = []
  const host = {
    ...types,
    now: () => clock.now,
    wallClock: () => clock.now,
    ticks: () => BigInt(Math.round(host.now() * 1e6)),
    stackClass: () => null,
    describeStack: () => '[]',
    soon: (run) => void later.push({ at: clock.now, run }),
    later: (ms, run) => void later.push({ at: clock.now + ms, run }),
    send: (lines) =>
      events.push(
        ...lines
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line)),
      ),
    threadId: 0,
    ...hostParts?.(clock),
  }
  const redactor = createRedaction(redaction, compilePattern)
  const known = new KnownFiles('/nowhere')
  const probes = new Probes(
    () => runtime,
    host,
    redactor,
    (id, reason) => points.noteRefused(id, reason),
  )
  const points = new PointBook({ root: '/nowhere', known, filter: () => null }, (change) => probes.apply(change))
  const runtime = new Runtime({
    host,
    redaction: redactor,
    maxSnapshotsPerSecond: 1e6,
    onResume: (id) => probes.resume(id),
    ...options,
    onFile(file) {
      known.noteRunning({ path: file.path, sources: file.sources, packedTable: file.packedTable })
      points.findPlaces()
      probes.placeWaiting(file)
    },
    onCounts: (changed) => points.noteCounts(changed.map(countsOf)),
  })
  runtime.install(globalThis)

  /** Runs what is due by then. */
  const pass = (ms) => {
    const end = clock.now + ms
    for (;;) {
      const due = later.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0]
      if (due === undefined) break
      later.splice(later.indexOf(due), 1)
      clock.now = Math.max(clock.now, due.at)
      due.run()
    }
    clock.now = end
  }

  /** Every event so far, but those that wait for their time. */
  const eventsOf = (name) => {
    pass(0)
    return events.filter((event) => name === undefined || event.name === name)
  }
  return {
    clock,
    pass,
    points,
    runtime,
    /** Runs a CommonJS module; gives its exports and the name of its file. */
    load(source, globals = {}, file = `/nowhere/app${files++}.js`) {
      const { code } = instrument(source, { file, sourceType: 'commonjs', inputMap: false })
      const exports = {}
      const names = Object.keys(globals)
      compileFunction(code, ['exports', ...names], { filename: file })(exports, ...Object.values(globals))
      return { file, exports }
    },
    set: (type, body) => points.create(type, { ...(type === 'metricpoint' ? {} : { rateLimit: UNLIMITED }), ...body }),
    events: eventsOf,
    /** The payloads of the events of one point. */
    payloads: (id, name) => eventsOf(name).flatMap(({ payload }) => (payload.probeId === id ? payload : [])),
    point: (id) => points.show(id),
  }
}
