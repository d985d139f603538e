import * as hit from '../hit/scenario.mjs'
import * as idle from '../idle/scenario.mjs'
import * as load from '../load/scenario.mjs'

/** Kernels that are steady from process to process, and dear to whoever adds to every statement. */
const KERNELS = ['json', 'mandelbrot', 'matmul', 'nbody']

/** Standard deviations of a normal distribution between its quartiles, and of its median in terms of its mean's. */
const QUARTILES = 1.349
const MEDIAN = 1.2533

/**
 * How each figure is measured: `(options, print) → { ratio, noise }`, both in terms of 1. Noise is how far the ratio may
 * be off by chance, as far as the processes of the same run tell: two standard errors, and how far plain lies from plain.
 */
export const figures = {
  async idle(options, print) {
    const [variant] = options.variants
    const run = { ...options, only: KERNELS, variants: [variant, 'again'] }
    const [{ rows, summaries }] = await idle.runScenario(run, print)
    const meanOf = (name) => summaries.find((summary) => summary.variant === name).best
    const own = rows.filter((row) => row.variant !== 'again')
    const errors = own.map(({ spread, processes }) => {
      return bestErrorOf(spread.plain, processes.plain) ** 2 + bestErrorOf(spread.other, processes.other) ** 2
    })
    const error = Math.sqrt(errors.reduce((sum, one) => sum + one, 0)) / own.length
    // Plain against plain: what this differs from 1 by, nothing is to blame for.
    return { ratio: meanOf(own[0].variant), noise: 2 * error + Math.abs(Math.log(meanOf('again'))) }
  },
  async hit(options, print) {
    const [{ rows }] = await hit.runScenario({ ...options, only: ['false condition'], inspectorOnly: true }, print)
    const [{ agent, inspector }] = rows
    const rival = inspector.own.all
    const ratio = rival.median / Math.max(agent.call.median, 1)
    return { ratio, noise: 2 * together(rival, agent.call, options.processes) }
  },
  async load(options, print) {
    const [{ rows }] = await load.runScenario({ ...options, coldOnly: ['debugin', 'istanbul'] }, print)
    const [own, istanbul] = rows
    const noise = 2 * together(own.cold, istanbul.cold, options.processes)
    return { ratio: istanbul.cold.median / own.cold.median, noise }
  },
}

/** The standard error of the median of some processes, in terms of it. */
function errorOf({ q1, q3, median }, processes) {
  return ((q3 - q1) / QUARTILES / median / Math.sqrt(processes)) * MEDIAN
}

/** How far the fastest of the processes may be from the fastest there could be: the next ones say how rare it is. */
function bestErrorOf({ min, q1 }, processes) {
  return (q1 - min) / min / Math.sqrt(processes.length)
}

function together(one, other, processes) {
  return Math.hypot(errorOf(one, processes), errorOf(other, processes))
}

/** Whether a figure keeps to its budget, or may do so as far as the noise tells. */
export function judge({ atMost, atLeast }, { ratio, noise }) {
  const most = atMost === undefined ? Number.POSITIVE_INFINITY : atMost * (1 + noise)
  const least = atLeast === undefined ? 0 : atLeast / (1 + noise)
  return { keeps: ratio >= least && ratio <= most, limit: atMost === undefined ? least : most }
}
