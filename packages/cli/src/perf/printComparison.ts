import type { Comparison } from './compareReports.js'
import { changeText, figureText, markdownTable } from './figureText.js'

/** A comparison as Markdown: a row for each metric, then what the table cannot say. */
export function printComparison(comparison: Comparison): string {
  const { metrics, confidence, threshold, figure, onlyInBase, onlyInHead, warnings } = comparison
  const sure = `${Number((confidence * 100).toFixed(2))} %`
  const titles = ['metric', 'base', 'head', 'change', `${sure} interval`, 'verdict']
  const rows = metrics.map(({ metric, unit, base, head, change, low, high, verdict, runsNeeded }) => [
    metric,
    `${figureText(base)} ${unit}`.trim(),
    `${figureText(head)} ${unit}`.trim(),
    changeText(change),
    `${changeText(low)} … ${changeText(high)}`,
    runsNeeded === null ? verdict : `${verdict}: about ${runsNeeded} runs each would`,
  ])
  const notes = [
    ...onlyInBase.map((title) => `- ${title} is in the base only`),
    ...onlyInHead.map((title) => `- ${title} is in the head only`),
    ...warnings.map((warning) => `- ${warning}`),
  ]
  const legend = `A run counts with its ${figure}; the threshold is ${changeText(threshold)}.`
  return [markdownTable(titles, rows), '', ...notes, ...(notes.length === 0 ? [] : ['']), legend, ''].join('\n')
}
