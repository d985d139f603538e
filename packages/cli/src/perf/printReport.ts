import { describeSteadiness } from './describeSteadiness.js'
import { figureText, markdownTable } from './figureText.js'
import { middleOf } from './rankInterval.js'
import { FIGURES, type Figure, figuresOf, type MetricReport, type PerfReport, titleOf } from './report.js'

/** A report as Markdown: a row for each metric, then what was silent or went wrong. */
export function printReport(report: PerfReport, figure: Figure): string {
  const { command, machine, runs } = report
  const place = `Node ${machine.node}, V8 ${machine.v8}, ${machine.cpu} × ${machine.cores}, ${machine.platform}`
  const others = FIGURES.filter((other) => other !== figure)
  const titles = ['metric', 'unit', `${figure} or sum`, 'runs ±', ...others, 'values a run']
  const rows = report.metrics.map((metric) => rowOf(metric, figure, others))
  const silent = report.silent.map(
    ({ name, file, line, reason }) => `- ${name} (${file}:${line}) was never hit: ${reason}`,
  )
  const troubles = [...silent, ...report.problems.map((problem) => `- ${problem}`)]
  return [
    `\`${command.join(' ')}\`, ${runs} runs. ${place}.`,
    '',
    markdownTable(titles, rows),
    ...(troubles.length === 0 ? [] : ['', ...troubles]),
    '',
  ].join('\n')
}

function rowOf(metric: MetricReport, figure: Figure, others: readonly Figure[]): string[] {
  const figures = figuresOf(metric, figure)
  const other = others.map((name) => (metric.kind === 'histogram' ? figureText(middleOf(figuresOf(metric, name))) : ''))
  const counts = metric.runs.map((run) => run?.count ?? 0)
  return [
    titleOf(metric),
    metric.unit,
    figureText(middleOf(figures)),
    describeSteadiness(figures),
    ...other,
    figureText(middleOf(counts)),
  ]
}
