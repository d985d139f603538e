/** A figure with four digits, and no more than it has. */
export function figureText(value: number): string {
  if (!Number.isFinite(value)) return '–'
  return Math.abs(value) >= 10_000 ? Math.round(value).toString() : String(Number(value.toPrecision(4)))
}

/** A share such as `+4.2 %`. */
export function changeText(share: number): string {
  if (share === Number.POSITIVE_INFINITY) return '+∞'
  if (share === Number.NEGATIVE_INFINITY) return '−∞'
  const percent = Number((share * 100).toFixed(1))
  return `${percent < 0 ? '−' : '+'}${Math.abs(percent).toFixed(1)} %`
}

/** A Markdown table; what would end a cell is escaped. */
export function markdownTable(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  const rule = titles.map((_, index) => (index === 0 ? '---' : '--:'))
  return [line(titles), line(rule), ...rows.map(line)].join('\n')
}
