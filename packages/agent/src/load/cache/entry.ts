import { createHash } from 'node:crypto'
import { textToTell, type WeaveReport, type WovenSource } from '../weaveFile'
import { encodingOf } from './textBytes'

/**
 * An entry is
 *
 *     SHA-256 of the key and of all that follows   32 bytes
 *     length of the head                            4
 *     length of the record, in numbers              4
 *     length of the code, in bytes                  4
 *     1 where the code is UTF-16, 0 for Latin-1     4
 *     record, code, head (JSON)
 */
const SUM = 32
const LENGTHS = 16
const START = SUM + LENGTHS

/** What is in the head: the report, but for what stands elsewhere. */
type Head = Pick<WeaveReport, 'refused' | 'skipped' | 'sourceLength'>

/** The bytes of an entry. Files that stay as they are have an entry too: theirs holds no code. */
export function encodeEntry(key: string, { code, report }: Pick<WovenSource, 'code' | 'report'>): Buffer {
  const { refused, skipped, sourceLength, record } = report
  const head = Buffer.from(JSON.stringify({ refused, skipped, sourceLength } satisfies Head))
  const kept = refused === null ? code : ''
  const encoding = encodingOf(kept)
  const text = Buffer.from(kept, encoding)
  const lengths = new Uint32Array([head.length, record.length, text.length, encoding === 'utf16le' ? 1 : 0])
  const body = Buffer.concat([bytesOf(lengths), bytesOf(record), text, head])
  return Buffer.concat([sumOf(key, body), body])
}

/**
 * What an entry holds; null where it is damaged, cut short or another key's.
 *
 * @param path the file that it is for
 * @param source its text, which is the code where nothing was woven
 */
export function decodeEntry(key: string, entry: Buffer, path: string, source: string): WovenSource | null {
  if (entry.length < START || !sumOf(key, entry.subarray(SUM)).equals(entry.subarray(0, SUM))) return null
  const [headLength = 0, recordLength = 0, textLength = 0, wide] = numbersOf(Uint32Array, entry, SUM, 4)
  const textStart = START + recordLength * 4
  const headStart = textStart + textLength
  if (headStart + headLength !== entry.length) return null
  const { refused, skipped, sourceLength } = JSON.parse(entry.toString('utf8', headStart)) as Head
  const code = refused === null ? entry.toString(wide === 1 ? 'utf16le' : 'latin1', textStart, headStart) : source
  const record = numbersOf(Int32Array, entry, START, recordLength)
  return {
    code,
    report: { path, refused, skipped, record, sourceLength, text: textToTell(source), kept: true },
    lasting: true,
  }
}

function sumOf(key: string, body: Uint8Array): Buffer {
  return createHash('sha256').update(key).update(body).digest()
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array | Int32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}

/** Copies, so that what is sent to another thread does not take the whole entry with it. */
function numbersOf<Numbers extends Uint32Array | Int32Array>(
  kind: new (buffer: ArrayBuffer) => Numbers,
  entry: Buffer,
  start: number,
  count: number,
): Numbers {
  const copy = new Uint8Array(count * 4)
  copy.set(entry.subarray(start, start + count * 4))
  return new kind(copy.buffer)
}
