import { GAPS } from './gaps.mjs'

const PASSED = '✓'
const FAILED = '✗'

/**
 * A table of what was run: rows are kinds of programs, columns Nodes and ways. A cell is filled where every run of it
 * was as it should be, `✓`, or was the gap that its letter names.
 */
export class Table {
  rows = new Map()
  columns = []

  constructor(nodes, ways) {
    for (const way of ways) for (const major of nodes) this.columns.push({ major, way })
  }

  /** @param letter null where the cell is as it should be */
  note({ row, major, way }, letter) {
    this.cells(row).set(keyOf({ major, way }), letter ?? PASSED)
  }

  /** A cell that is to be run; it counts as failed until it is noted. */
  expect({ row, major, way }) {
    this.cells(row).set(keyOf({ major, way }), FAILED)
  }

  text() {
    const first = Math.max(...[...this.rows.keys()].map(({ length }) => length))
    const ways = [...new Set(this.columns.map(({ way }) => way))]
    const widths = new Map(ways.map((way) => [way, Math.max(way.length, 3 * this.count(way))]))
    const line = (name, cells) => `| ${name.padEnd(first)} | ${cells.join(' | ')} |`
    const nodes = (way) => this.columns.filter((column) => column.way === way)
    const spread = (texts, way) =>
      texts
        .map((text) => text.padEnd(3))
        .join('')
        .padEnd(widths.get(way))
    const lines = [
      line(
        '',
        ways.map((way) => way.padEnd(widths.get(way))),
      ),
      line(
        'Node',
        ways.map((way) =>
          spread(
            nodes(way).map(({ major }) => String(major)),
            way,
          ),
        ),
      ),
      line(
        '-'.repeat(first),
        ways.map((way) => '-'.repeat(widths.get(way))),
      ),
    ]
    const used = new Set()
    for (const [row, cells] of this.rows) {
      const texts = (way) => nodes(way).map((column) => cells.get(keyOf(column)) ?? ' ')
      for (const way of ways) for (const text of texts(way)) used.add(text)
      lines.push(
        line(
          row,
          ways.map((way) => spread(texts(way), way)),
        ),
      )
    }
    const notes = Object.entries(GAPS).filter(([letter]) => used.has(letter))
    return `${lines.join('\n')}\n\n${notes.map(([letter, reason]) => `${letter}  ${reason}\n`).join('')}`
  }

  cells(row) {
    if (!this.rows.has(row)) this.rows.set(row, new Map())
    return this.rows.get(row)
  }

  count(way) {
    return this.columns.filter((column) => column.way === way).length
  }
}

function keyOf({ major, way }) {
  return `${major} ${way}`
}
