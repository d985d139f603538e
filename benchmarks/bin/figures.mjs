const mainVersion = (node) => `Node ${String(node).split('.')[0]}`

/** The figures of each scenario that two states of the repository are compared by, as `[name, value]`. */
const readers = {
  idle: ({ summaries }) =>
    summaries.flatMap(({ variant, kind, best, median }) => [
      [`${variant}, ${kind}, best ÷ plain`, best],
      [`${variant}, ${kind}, median ÷ plain`, median],
    ]),
  servers: ({ rows }) => rows.map(({ server, variant, median }) => [`${server}, ${variant}, requests ÷ plain`, median]),
  hit: ({ rows }) =>
    rows.flatMap(({ name, agent }) => [
      [`${name}, at the hit, ns`, agent.call.median],
      [`${name}, in all, ns`, agent.all.median],
    ]),
  flip: ({ rows }) => rows.map(({ name, spread }) => [`${name}, ms`, spread.median]),
  load: ({ rows, memory }) => [
    ['weaving cold, ms a 1,000 lines', rows[0].cold.median],
    ['weaving warm, ms a 1,000 lines', rows[0].warm.median],
    ['memory, bytes a function', memory.perFunction.median],
  ],
  startup: ({ rows }) => rows.map(({ program, start, ratio }) => [`${program}, ${start}, ready ÷ plain`, ratio.ready]),
  sink: ({ ingest, burst }) => [
    ['events a second', ingest.perSecond],
    ...(ingest.cpu === null ? [] : [['µs of a core for an event', ingest.cpu]]),
    ['p50 of requests, ms', ingest.paced.p50],
    ['p99 of requests, ms', ingest.paced.p99],
    ...burst.ways
      .filter(({ name }) => name !== 'plain')
      .flatMap(({ name, bursts }) =>
        bursts.map(({ ratio }, n) => [`p99 of jobs in burst ${n + 1}, ${name} ÷ plain`, ratio.p99.median]),
      ),
  ],
}

/** All figures of `results`, as bench.mjs writes them: a Map from names to numbers. */
export function figuresOf(results) {
  return new Map(
    Object.entries(results).flatMap(([scenario, runs]) =>
      runs.flatMap((run) =>
        readers[scenario](run).map(([name, value]) => [`${scenario}, ${mainVersion(run.node)}: ${name}`, value]),
      ),
    ),
  )
}
