import { cpus, loadavg } from 'node:os'

/** Titles and widths of the table; the first and the last column are words, the others numbers. */
const COLUMNS = [
  ['hit', 20],
  ['at the hit', 24],
  ['in all', 24],
  ['middle batch', 17],
  ['inspector, own thread', 25],
  ['÷ ours', 15],
  ['inspector, another', 25],
  ['÷ ours', 15],
  ['dd-trace', 25],
  ['÷ ours', 15],
  ["V8's stack alone", 17],
  ['over budget', 0],
]

export function headTable(node, { processes, clock, quick }) {
  const machine = `${cpus()[0]?.model ?? 'unknown CPU'} × ${cpus().length}, load ${loadavg()[0].toFixed(1)}`
  const settings = `${processes} processes each${clock === 'cpu' ? ', ours as time on a core' : ''}${quick ? ', quick: not for conclusions' : ''}`
  return `\nNode ${node}, ${machine}; ${settings}\n\n${renderCells(COLUMNS.map(([title]) => title))}`
}

/**
 * A row: the middle process by its undisturbed batches, and between which times the processes lie; `middle batch` is that
 * of the middle process, at the hit and in all. A hit that sends nothing leaves nothing for later.
 */
export function renderRow(row) {
  const { name, sends, agent, inspector, ddTrace } = row
  const beside = (rival) => [
    renderSpread(rival.all),
    `${times(ratioOf(row, rival, 'median'))} (${times(ratioOf(row, rival, 'min'))})`,
  ]
  return renderCells([
    name,
    renderSpread(agent.call),
    sends ? renderSpread(agent.all) : '',
    middleBatch(row, renderTime),
    ...beside(inspector.own),
    ...beside(inspector.thread),
    ...(ddTrace === null ? ['', ''] : beside(ddTrace)),
    stackAlone(row, renderTime),
    overBudget(row),
  ])
}

/** What disturbs a batch included: others on the machine, the agent's own thread beside it, the collector. */
export function middleBatch({ sends, agent: { middle } }, show) {
  const call = show(middle.call.median)
  return sends ? `${call} / ${show(middle.all.median)}` : call
}

/** What nobody gets around who shows a stack, at the hit and in all; figures that were kept earlier have none. */
export function stackAlone({ stack = null }, show) {
  return stack === null ? '' : `${show(stack.call.median)} / ${show(stack.all.median)}`
}

/** How many times as much a rival takes: the middle processes, or the fastest of each. */
export function ratioOf({ sends, agent }, rival, which) {
  return rival.all[which] / Math.max((sends ? agent.all : agent.call)[which], 1)
}

/** What of the budget the middle process is over, or that it is within. */
export function overBudget(row) {
  const { budget, agent, inspector } = row
  if (budget === undefined) return ''
  const over = []
  if (agent.call.median > budget.call) over.push(`at the hit ${renderTime(budget.call)}`)
  if (budget.all !== undefined && agent.all.median > budget.all) over.push(`in all ${renderTime(budget.all)}`)
  // The inspector at its best.
  if (Math.min(ratioOf(row, inspector.own, 'median'), ratioOf(row, inspector.thread, 'median')) < budget.ratio) {
    over.push(times(budget.ratio))
  }
  return over.length === 0 ? 'no' : over.join(', ')
}

function times(ratio) {
  return `${Math.round(ratio)}×`
}

function renderSpread({ min, median, max }) {
  return `${renderTime(median)} (${renderTime(min)}–${renderTime(max)})`
}

function renderTime(ns) {
  return ns < 1000 ? `${Math.round(ns)} ns` : `${(ns / 1000).toFixed(ns < 10_000 ? 1 : 0)} µs`
}

function renderCells(cells) {
  return cells
    .map((cell, i) => {
      const width = COLUMNS[i][1]
      return i === 0 || width === 0 ? cell.padEnd(width) : cell.padStart(width)
    })
    .join('  ')
}
