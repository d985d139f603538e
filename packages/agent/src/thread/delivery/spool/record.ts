import { crc32 } from 'node:zlib'
import type { OutgoingEvent } from '../outgoingEvent'

/**
 * The files of a spool are text. The first line says what it is and up to which byte everything has been sent, in a
 * fixed width so that it can be written over. Each further line is an event: the checksum of its JSON, and the JSON.
 *
 *     debugin-spool/1 000000004711
 *     8d2f01ac {"name":"probe.hit.snapshot",…}
 */

const MAGIC = 'debugin-spool/1'
const DIGITS = 12

/** Bytes of the first line. */
export const HEADER_BYTES = MAGIC.length + 1 + DIGITS + 1

const CHECKSUM = 8

export function writeHeader(sentUpTo: number): string {
  return `${MAGIC} ${String(sentUpTo).padStart(DIGITS, '0')}\n`
}

/** The byte from which on events are unsent; the first one where that cannot be read; null for another kind of file. */
export function readHeader(text: string): number | null {
  if (!text.startsWith(`${MAGIC} `)) return null
  const sentUpTo = Number(text.slice(MAGIC.length + 1, HEADER_BYTES - 1))
  return Number.isInteger(sentUpTo) && sentUpTo >= HEADER_BYTES ? sentUpTo : HEADER_BYTES
}

/** JSON as we print it holds no line break. */
export function writeRecord({ json }: OutgoingEvent): string {
  return `${checksum(json)} ${json}\n`
}

/** @returns null for a line that was not written to its end, or has changed since */
export function readRecord(line: string): OutgoingEvent | null {
  const json = line.slice(CHECKSUM + 1)
  if (line.slice(0, CHECKSUM) !== checksum(json)) return null
  try {
    JSON.parse(json)
    return { json: Buffer.from(json), lasting: true }
  } catch {
    return null
  }
}

function checksum(json: string | Buffer): string {
  return crc32(json).toString(16).padStart(CHECKSUM, '0')
}
