import { cpus, loadavg } from 'node:os'

/** Titles and widths of the table; the first two columns are words, the others numbers. */
const COLUMNS = [
  ['program', 12],
  ['variant', 9],
  ['plain ms', 9],
  ['plain spread', 14],
  ['its spread', 14],
  ['best', 7],
  ['median', 7],
  ['early', 7],
  ['text', 6],
]

/** What the numbers were made on, and the head of the table. */
export function headTable({ node, v8 }, { processes, scale, clock, quick }) {
  const machine = `${cpus()[0]?.model ?? 'unknown CPU'} × ${cpus().length}, load ${loadavg()[0].toFixed(1)}`
  const settings = `${processes} processes each, scale ${scale}, ${clock} time${quick ? ', quick: not for conclusions' : ''}`
  const titles = COLUMNS.map(([title]) => title)
  return `\nNode ${node}, V8 ${v8}, ${machine}; ${settings}\n\n${renderCells(titles)}`
}

export function renderRow({ program, variant, spread, best, median, early, text }) {
  return renderCells([
    program,
    variant,
    spread.plain.median.toFixed(2),
    renderSpread(spread.plain),
    renderSpread(spread.other),
    ...[best, median, early].map(renderRatio),
    `×${(text.rewrittenBytes / text.bytes).toFixed(1)}`,
  ])
}

export function renderSummary(summaries) {
  const lines = summaries.map(
    ({ kind, variant, programs, best, median, early, worst }) =>
      `${variant}, geometric mean over ${programs} ${kind}: best ${renderRatio(best)}, median ${renderRatio(median)}, ` +
      `early ${renderRatio(early)}; worst best ${renderRatio(worst)}`,
  )
  return `\n${lines.join('\n')}`
}

/** Fastest and slowest process in terms of the middle one, and how far apart the middle half of them lies. */
function renderSpread({ min, q1, median, q3, max }) {
  const middleHalf = `${Math.round((100 * (q3 - q1)) / median)}%`
  return `${(min / median).toFixed(2)}–${(max / median).toFixed(2)} ${middleHalf.padStart(4)}`
}

function renderRatio(ratio) {
  return ratio.toFixed(3)
}

function renderCells(cells) {
  return cells
    .map((cell, i) => {
      const width = COLUMNS[i][1]
      return i < 2 ? cell.padEnd(width) : cell.padStart(width)
    })
    .join('  ')
}
