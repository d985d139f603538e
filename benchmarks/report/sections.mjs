import { middleBatch, overBudget, stackAlone } from '../hit/report.mjs'
import { sink } from './sinkSection.mjs'
import { nodeOf, ratio, reach, spread, time } from './text.mjs'

/** The values of `rows` under the names of `categories`; null where there is none. */
const valuesBy = (rows, categories, nameOf, figureOf) =>
  categories.map((category) => {
    const row = rows.find((one) => nameOf(one) === category)
    return row === undefined ? null : figureOf(row)
  })

const unique = (values) => [...new Set(values)]

/** What is said of each section, from its runs, one for each Node: `{ title, says, tables, charts }`. */
export const sections = { idle, variants, servers, hit, flip, load, startup, sink }

function idle(runs) {
  const variants = unique(runs.flatMap(({ rows }) => rows.map(({ variant }) => variant)))
  const programs = unique(runs.flatMap(({ rows }) => rows.map(({ program }) => program)))
  const means = runs.flatMap((run) =>
    run.summaries.map(({ variant, kind, programs: count, best, median, early, worst }) => {
      return [`${variant}, ${count} ${kind}`, nodeOf(run), ...[best, median, early, worst].map(ratio)]
    }),
  )
  const single = runs.flatMap((run) =>
    run.rows.map(({ program, variant, best, median, spread: of, text }) => {
      const cells = [variant, nodeOf(run), ratio(best), ratio(median), reach(of.plain), reach(of.other)]
      return [program, ...cells, ratio(text.rewrittenBytes / text.bytes)]
    }),
  )
  return {
    title: 'Idle: programs without a probe',
    says: 'Time of the program rewritten, in terms of the program as it is. The budget for `woven` is 1.02 in the mean, 1.10 for the fastest process of any program.',
    charts: runs.map((run) => ({
      title: `Fastest process in terms of plain, ${nodeOf(run)}`,
      unit: 'time, plain = 1',
      categories: programs,
      series: variants.map((name) => {
        const rows = run.rows.filter(({ variant }) => variant === name)
        return {
          name,
          values: valuesBy(
            rows,
            programs,
            ({ program }) => program,
            ({ best }) => Number(best.toFixed(3)),
          ),
        }
      }),
      mark: 1,
    })),
    tables: [
      { caption: 'Geometric means:', titles: ['', 'Node', 'best', 'median', 'early', 'worst best'], rows: means },
      {
        caption: 'Every program, with how far its processes lie from their middle one:',
        titles: ['program', 'variant', 'Node', 'best', 'median', 'plain', 'variant', 'text'],
        rows: single,
      },
    ],
  }
}

function variants(runs) {
  return {
    ...idle(runs),
    title: 'Idle: other states, and other ways to be there',
    says: 'Some of the programs. `probed`: woven, with the agent and a probe elsewhere; `revisited`: after probes were hit and went, which may cost 1.02 of never having been probed; `typedArray`: a test at every statement, the naive way; `istanbul`: its counters.',
  }
}

function servers(runs) {
  const rows = runs.flatMap((run) =>
    run.rows.map(({ server, variant, perSecond, p99, best, median, latency }) => {
      const whole = (value) => String(Math.round(value))
      const rates = [spread(perSecond.plain, whole), spread(perSecond.other, whole)]
      const tails = `${whole(p99.plain.median)} → ${whole(p99.other.median)} ms (${ratio(latency)})`
      return [`${server}, ${variant}`, nodeOf(run), ...rates, best.toFixed(3), median.toFixed(3), tails]
    }),
  )
  return {
    title: 'Servers: every package woven, no probe',
    says: 'Requests a second in terms of the plain server; the budget is 0.98 or more.',
    charts: [],
    tables: [{ caption: '', titles: ['', 'Node', 'plain', 'woven', 'best', 'median', 'p99'], rows }],
  }
}

function hit(runs) {
  const categories = unique(runs.flatMap(({ rows }) => rows.map(({ name }) => name)))
  const costOf = ({ sends, agent }) => (sends ? agent.all : agent.call)
  const times = (row, rival) => `${Math.round(rival.all.median / Math.max(costOf(row).median, 1))}×`
  const atHit = ({ agent }, rival) => `${Math.round(rival.call.median / Math.max(agent.call.median, 1))}×`
  const rows = runs.flatMap((run) =>
    run.rows.map((row) => {
      const { own, thread } = row.inspector
      const cell = (of) => spread(of, time)
      const ours = [cell(row.agent.call), cell(costOf(row)), middleBatch(row, time)]
      const rival = row.ddTrace === null ? ['', ''] : [cell(row.ddTrace.all), times(row, row.ddTrace)]
      return [
        row.name,
        nodeOf(run),
        ...ours,
        cell(own.all),
        cell(thread.all),
        row.sends ? `${times(row, own)} / ${atHit(row, own)}` : times(row, own),
        ...rival,
        stackAlone(row, time),
        overBudget(row),
      ]
    }),
  )
  const micro = (ns) => Number((Math.max(ns, 1) / 1000).toPrecision(3))
  return {
    title: 'Hits: what a call costs with a probe on',
    says: 'Beside an inspector of the same thread, one of a thread of its own, and Dynamic Instrumentation of dd-trace, which has no metrics at lines. Undisturbed batches of each; `middle batch` is what ours took with all that goes on beside it, at the hit and in all. Budgets: 100 ns for a false condition; 5 µs at the hit and 12 in all for a snapshot, with ten frames, of which V8 alone takes what `V8’s stack alone` says, without anything of ours.',
    charts: runs.map((run) => ({
      title: `One hit, ${nodeOf(run)}`,
      unit: 'µs, logarithmic',
      scale: 'log',
      categories,
      series: [
        ['probe', costOf],
        ['inspector, same thread', ({ inspector }) => inspector.own.all],
        ['inspector, thread of its own', ({ inspector }) => inspector.thread.all],
        ['dd-trace', ({ ddTrace }) => ddTrace?.all],
      ].map(([name, of]) => ({
        name,
        values: valuesBy(
          run.rows,
          categories,
          (row) => row.name,
          (row) => (of(row) === undefined ? null : micro(of(row).median)),
        ),
      })),
    })),
    tables: [
      {
        caption: '',
        titles: [
          'hit',
          'Node',
          'at the hit',
          'in all',
          'middle batch',
          'inspector, same thread',
          'inspector, own thread',
          'inspector, same thread ÷ ours, in all / at the hit',
          'dd-trace',
          'dd-trace ÷ ours',
          "V8's stack alone",
          'over budget',
        ],
        rows,
      },
    ],
  }
}

function flip(runs) {
  const rows = runs.flatMap((run) =>
    run.rows.map(({ name, spread: of }) => [name, nodeOf(run), `${spread(of, (ms) => ms.toFixed(2))} ms`]),
  )
  return {
    title: 'Flip: until a probe is there',
    says: 'A busy server whose gates are opened and closed from outside.',
    charts: [],
    tables: [{ caption: '', titles: ['', 'Node', 'middle (least–most)'], rows }],
  }
}

function load(runs) {
  const rows = runs.flatMap((run) =>
    run.rows.map(({ tool, cold, warm, ratio: against }) => {
      return [tool, nodeOf(run), `${spread(cold)} ms`, ratio(against.cold), `${spread(warm)} ms`, ratio(against.warm)]
    }),
  )
  const sizes = runs.map((run) => {
    const { text, memory } = run
    const cells = [ratio(text.codeBytes / text.bytes), text.functions, text.sites]
    return [
      nodeOf(run),
      ...cells.map(String),
      spread(memory.perFunction, (bytes) => bytes.toFixed(0)),
      spread(memory.perSite),
    ]
  })
  const categories = unique(runs.flatMap((run) => run.rows.map(({ tool }) => tool)))
  return {
    title: 'Load: what weaving costs',
    says: 'Milliseconds on a core per 1,000 lines. Budgets: istanbul takes 8 times as long; 200 bytes a function beyond the woven text.',
    charts: [
      {
        title: 'Rewriting 1,000 lines for the first time in a process',
        unit: 'ms on a core',
        categories,
        series: runs.map((run) => ({
          name: nodeOf(run),
          values: valuesBy(
            run.rows,
            categories,
            ({ tool }) => tool,
            ({ cold }) => Number(cold.median.toFixed(1)),
          ),
        })),
      },
    ],
    tables: [
      { caption: '', titles: ['tool', 'Node', 'cold', '÷ ours', 'warm', '÷ ours'], rows },
      {
        caption: 'Text and memory:',
        titles: ['Node', 'text', 'functions', 'sites', 'bytes a function', 'bytes a site'],
        rows: sizes,
      },
    ],
  }
}

function startup(runs) {
  const rows = runs.flatMap((run) =>
    run.rows.map(({ program, start, lines, spread: of, ratio: against }) => {
      const ready = `${spread(of.ready, (ms) => ms.toFixed(0))} ms`
      return [`${program}, ${start}`, nodeOf(run), String(lines), ready, ratio(against.ready), ratio(against.cpu)]
    }),
  )
  return {
    title: 'Start-up: until a program is ready',
    says: 'In terms of the plain start; `warm` finds its files woven. The budget is 1.5 for the large program, warm.',
    charts: [],
    tables: [{ caption: '', titles: ['program', 'Node', 'lines', 'ready', '÷ plain', 'time on cores ÷ plain'], rows }],
  }
}
