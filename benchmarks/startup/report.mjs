import { cpus, loadavg } from 'node:os'

/** Titles and widths of the table; the first two columns are words, the others numbers. */
const COLUMNS = [
  ['program', 8],
  ['start', 6],
  ['lines', 7],
  ['ready ms', 9],
  ['spread', 14],
  ['ready', 6],
  ['exit ms', 8],
  ['exit', 6],
  ['cpu ms', 8],
  ['cpu', 6],
]

/** What the numbers were made on, and the head of the table. */
export function headTable(node, { processes, quick }) {
  const machine = `${cpus()[0]?.model ?? 'unknown CPU'} × ${cpus().length}, load ${loadavg()[0].toFixed(1)}`
  const settings = `${processes} processes each${quick ? ', quick: not for conclusions' : ''}`
  return `\nNode ${node}, ${machine}; ${settings}\n\n${renderCells(COLUMNS.map(([title]) => title))}`
}

export function renderRow({ program, start, lines, spread, ratio }) {
  const { ready, exit, cpu } = spread
  return renderCells([
    program,
    start,
    String(lines),
    ready.median.toFixed(0),
    `${(ready.min / ready.median).toFixed(2)}–${(ready.max / ready.median).toFixed(2)} ${percent(ready).padStart(4)}`,
    ratio.ready.toFixed(2),
    exit.median.toFixed(0),
    ratio.exit.toFixed(2),
    cpu.median.toFixed(0),
    ratio.cpu.toFixed(2),
  ])
}

/** How far apart the middle half of the processes lies. */
function percent({ q1, median, q3 }) {
  return `${Math.round((100 * (q3 - q1)) / median)}%`
}

function renderCells(cells) {
  return cells
    .map((cell, i) => {
      const width = COLUMNS[i][1]
      return i < 2 ? cell.padEnd(width) : cell.padStart(width)
    })
    .join('  ')
}
