import { describeSteadiness } from './describeSteadiness.js'
import { middleOf } from './rankInterval.js'
import { type Figure, figuresOf, type PerfReport, titleOf } from './report.js'

/** One benchmark as CI actions that keep track of them read it. */
export interface TrackerEntry {
  name: string
  unit: string
  value: number
  range: string
  extra: string
}

/**
 * What github-action-benchmark and others read as `customSmallerIsBetter`, so without the metrics of which more is
 * better. https://github.com/benchmark-action/github-action-benchmark#examples
 */
export function trackerEntries({ metrics, runs, machine }: PerfReport, figure: Figure): TrackerEntry[] {
  return metrics
    .filter(({ better }) => better === 'less')
    .map((metric) => {
      const figures = figuresOf(metric, figure)
      return {
        name: metric.kind === 'histogram' ? `${titleOf(metric)} (${figure})` : titleOf(metric),
        unit: metric.unit,
        value: middleOf(figures),
        range: describeSteadiness(figures),
        extra: `${metric.file}:${metric.line}, ${runs} runs, Node ${machine.node}`,
      }
    })
    .filter(({ value }) => Number.isFinite(value))
}
