import { middleOf } from './rankInterval.js'

/** How far the middle half of the values reaches from their middle, in percent of it: `±1.8 %`. */
export function describeSteadiness(values: readonly number[]): string {
  const middle = middleOf(values)
  const reach = middleOf(values.map((value) => Math.abs(value - middle)))
  if (reach === 0) return '±0 %'
  return Number.isFinite(reach / middle) ? `±${((100 * reach) / Math.abs(middle)).toFixed(1)} %` : ''
}
