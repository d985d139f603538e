import { InvalidArgumentError } from 'commander'

const UNITS: Readonly<Record<string, number>> = { B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3, TB: 1024 ** 4 }

/**
 * Reads a size such as `500MB` or `1.5GB`.
 *
 * @returns bytes, of which 1,024 are a KB
 * @throws InvalidArgumentError for a text without a unit or with another one
 */
export function parseSize(text: string): number {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)(B|KB|MB|GB|TB)$/i.exec(text) ?? []
  const bytes = Math.round(Number(number) * (UNITS[unit.toUpperCase()] ?? 0))
  if (bytes >= 1) return bytes
  throw new InvalidArgumentError('Write a number and a unit: 64KB, 500MB or 2GB.')
}
