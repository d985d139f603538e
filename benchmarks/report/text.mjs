export function markdownTable(titles, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  const rule = titles.map((_, index) => (index === 0 ? '---' : '--:'))
  return [line(titles), line(rule), ...rows.map(line)].join('\n')
}

export const nodeOf = ({ node }) => `Node ${node.split('.')[0]}`

export const ratio = (value) => `×${value.toFixed(value < 10 ? 2 : 0)}`

/** Nanoseconds as people read them. */
export function time(ns) {
  if (ns < 1000) return `${Math.round(ns)} ns`
  return ns < 1e6 ? `${(ns / 1000).toFixed(ns < 10_000 ? 1 : 0)} µs` : `${(ns / 1e6).toFixed(1)} ms`
}

/** A middle with where the others lie: `3.1 (2.9–3.4)`. */
export function spread({ min, median, max }, show = (value) => value.toFixed(1)) {
  return `${show(median)} (${show(min)}–${show(max)})`
}

/** How far the processes lie from their middle one: `0.97–1.12`. */
export function reach({ min, median, max }) {
  return `${(min / median).toFixed(2)}–${(max / median).toFixed(2)}`
}
