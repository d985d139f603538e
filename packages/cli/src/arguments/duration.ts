import { InvalidArgumentError } from 'commander'

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/**
 * Reads a duration such as `30s`, `10m`, `1.5h` or `1h30m`.
 *
 * @returns milliseconds
 * @throws InvalidArgumentError for a text without a unit or with another one
 */
export function parseDuration(text: string): number {
  const parts = text.match(/\d+(?:\.\d+)?(?:ms|[smhd])/g) ?? []
  const milliseconds = parts.reduce((sum, part) => sum + readPart(part), 0)
  if (parts.join('') === text && milliseconds >= 1) return Math.round(milliseconds)
  throw new InvalidArgumentError('Write a number and a unit: 500ms, 30s, 10m, 2h or 1d.')
}

function readPart(part: string): number {
  const [, number, unit] = /^([\d.]+)(\D+)$/.exec(part) as unknown as [string, string, string]
  return Number(number) * (UNITS[unit] as number)
}
