import { InvalidArgumentError } from 'commander'

/**
 * Reads a percentage such as `5%` or `2.5`.
 *
 * @returns the share: 0.05
 * @throws InvalidArgumentError
 */
export function parsePercent(text: string): number {
  const [, number] = /^(\d+(?:\.\d+)?) ?%?$/.exec(text) ?? []
  if (number === undefined) throw new InvalidArgumentError('Write a percentage: 5% or 2.5%.')
  return Number(number) / 100
}
