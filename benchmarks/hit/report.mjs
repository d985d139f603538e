import { cpus, loadavg } from 'node:os'

/** Titles and widths of the table; the first column is words, the others numbers. */
const COLUMNS = [
  ['hit', 20],
  ['at the hit', 24],
  ['in all', 24],
  ['inspector', 24],
  ['inspector ÷ ours', 16],
]

export function headTable(node, { processes, quick }) {
  const machine = `${cpus()[0]?.model ?? 'unknown CPU'} × ${cpus().length}, load ${loadavg()[0].toFixed(1)}`
  const settings = `${processes} processes each${quick ? ', quick: not for conclusions' : ''}`
  return `\nNode ${node}, ${machine}; ${settings}\n\n${renderCells(COLUMNS.map(([title]) => title))}`
}

/** A row: the middle process, and between which times the processes lie. A hit that sends nothing leaves nothing for later. */
export function renderRow({ name, sends, agent, inspector }) {
  const all = sends ? [renderSpread(agent.all)] : ['']
  const rival =
    inspector === null ? [] : [renderSpread(inspector.all), ratio(inspector.all, sends ? agent.all : agent.call)]
  return renderCells([name, renderSpread(agent.call), ...all, ...rival])
}

function ratio(rival, own) {
  return `${Math.round(rival.median / Math.max(own.median, 1))}×`
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
      return i === 0 ? cell.padEnd(width) : cell.padStart(width)
    })
    .join('  ')
}
