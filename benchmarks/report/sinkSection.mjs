import { WAYS } from '../sink/burst.mjs'
import { nodeOf, ratio, spread } from './text.mjs'

/** As the sections of sections.mjs. */
export function sink(runs) {
  const ms = (digits) => (value) => value.toFixed(digits)
  const between = (p50, p99) => `${ms(1)(p50)} / ${ms(1)(p99)} ms`
  const rows = runs.map((run) => {
    const { perSecond, paced, control, cpu } = run.ingest
    const times = [paced, control].flatMap((of) => (of === undefined ? [] : [between(of.p50, of.p99)]))
    return [nodeOf(run), String(Math.round(perSecond)), whole(cpu), ...times]
  })
  // Figures that were kept before there was a control lack it.
  const hasControl = runs.every(({ ingest }) => ingest.control !== undefined)
  const takes = ['Node', 'events/s', 'µs of a core for each', 'request p50 / p99']
  const titles = hasControl ? [...takes, 'to a server that only reads it'] : takes
  const queries = runs.flatMap((run) =>
    run.ingest.queries.map(({ name, p50, p99 }) => [name, nodeOf(run), between(p50, p99)]),
  )
  const live = runs.map((run) => {
    const { followers, perSecond, p50, p99 } = run.ingest.live
    return [nodeOf(run), String(followers), String(Math.round(perSecond)), between(p50, p99)]
  })
  const jobs = runs.flatMap((run) =>
    run.burst.ways.flatMap(({ name, ...bursts }) =>
      ['first', 'later'].map((which) => {
        const { p50, p99, waited, agentCpu, sinkCpu, ratio: against } = bursts[which]
        const times = [p50, p99].map((of) => spread(of, ms(2)))
        const ratios = [against.p50, against.p99].map((of) => `${spread(of, ratio)}; ${mean(of)}`)
        const cores = [waited, agentCpu, sinkCpu].map((of) => whole(of?.median ?? null))
        return [WAYS[name], nodeOf(run), which, times[0], ratios[0], times[1], ratios[1], ...cores]
      }),
    ),
  )
  const lost = runs.map((run) => `${run.burst.lost} on ${nodeOf(run)}`).join(', ')
  return {
    title: 'Sink: what it takes, and what a burst does to the program',
    says: 'Budgets: 5,000 events a second, 50 ms for the 99th percentile of requests, 1.10 for that of jobs in a burst of events.',
    charts: [],
    tables: [
      { caption: '', titles, rows },
      { caption: 'A hundred events of those that it keeps:', titles: ['', 'Node', 'p50 / p99'], rows: queries },
      {
        caption: 'Live, from the making of an event to its arrival:',
        titles: ['Node', 'followers', 'events/s, all together', 'p50 / p99'],
        rows: live,
      },
      {
        caption: `A job of the program in a burst of ${runs[0].burst.events} events, the first with the point just set and later ones, the middle burst (least–most), against plain of the same turn, there with the mean and its standard error; events lost: ${lost}. Beside the times: without a core, in ms a second; what the agent's thread and the sink take for an event, in µs of a core.`,
        titles: ['', 'Node', 'burst', 'p50, ms', '÷ plain', 'p99, ms', '÷ plain', 'no core', 'agent', 'sink'],
        rows: jobs,
      },
    ],
  }
}

const mean = (of) => `${of.mean.toFixed(2)} ± ${of.error.toFixed(2)}`

const whole = (value) => (value === null ? '' : String(Math.round(value)))
