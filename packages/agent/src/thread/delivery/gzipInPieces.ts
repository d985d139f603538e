import { setTimeout as sleep } from 'node:timers/promises'
import { constants, crc32, deflateRawSync } from 'node:zlib'

/** Quick rather than small: it takes time of the machine that the program runs on. */
const LEVEL = 1

/** Bytes that are compressed at once, in some 0.2 ms. */
const PIECE_BYTES = 64 * 1024

/** Bytes that the compressor hands over at once: a piece of JSON comes in one or two. */
const CHUNK_BYTES = 16 * 1024

/** Milliseconds between two pieces. */
const PAUSE_MS = 2

/** Of a member with nothing but data: deflated, quickly, on a system that is not told (RFC 1952, 2.3). */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 255])

/** An empty block that is the last one (RFC 1951, 3.2.6). */
const LAST_BLOCK = Buffer.from([3, 0])

/**
 * Compresses in this thread, as the threads that do it in the background are those of the program; and with pauses, since half of
 * a core that is busy for a millisecond makes a program's jobs on the other half longer by as much as a collection of garbage.
 *
 * @param hurries whether to make no pauses
 */
export async function gzipInPieces(body: Buffer, hurries: boolean): Promise<Buffer> {
  const pieces = [HEADER]
  let checksum = 0
  for (let at = 0; at < body.length; at += PIECE_BYTES) {
    if (at > 0 && !hurries) await sleep(PAUSE_MS)
    const piece = body.subarray(at, at + PIECE_BYTES)
    checksum = crc32(piece, checksum)
    // It ends at a byte, and nothing in it refers to what was before it.
    pieces.push(deflateRawSync(piece, { level: LEVEL, chunkSize: CHUNK_BYTES, finishFlush: constants.Z_SYNC_FLUSH }))
  }
  const trailer = Buffer.alloc(8)
  trailer.writeUInt32LE(checksum, 0)
  trailer.writeUInt32LE(body.length, 4)
  return Buffer.concat([...pieces, LAST_BLOCK, trailer])
}
