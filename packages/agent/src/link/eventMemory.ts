/**
 * Memory in which a thread of the program leaves its events for the agent's thread: a ring of texts, which one thread writes
 * and one reads. A text in a message takes the program two to four times as long, and wakes the other thread each time.
 *
 * Behind the 32-bit numbers at the places below lie portions: the number of characters, then the characters in two bytes
 * each, up to a multiple of four. Two bytes, as V8 copies texts of one and of two bytes so at the speed of memory; UTF-8 takes
 * it three times as long as soon as one character is not ASCII.
 *
 * Portions follow each other from the beginning of the memory on, until writing turns to the beginning again. It turns only
 * when all that was written before the last turn has been read. A text for which there is no room goes in a message, and so do
 * those after it until the messages have been taken: so they keep their order.
 */
export type EventMemory = SharedArrayBuffer

/** Bytes of all portions that were ever written; like the others it wraps around. Only who writes sets it. */
export const WRITTEN = 0
/** What `WRITTEN` was at the last turn. Only who writes sets it. */
export const TURNED = 1
/** The same of the turn before. */
export const TURNED_BEFORE = 2
/** Bytes of all portions that were read. Only who reads sets it. */
export const READ = 3
/** 1 while who reads does not look by itself and has to be told. */
export const ASLEEP = 4
/** Texts that came in messages and were taken. Only who reads sets it. */
export const HEARD = 5

/** Bytes of the numbers. */
const NUMBERS = 24
/** Bytes for portions. */
export const ROOM = 2 ** 20
/** Bytes in front of the characters of a portion. */
export const PORTION_HEAD = 4

/** Taken before the program can replace them: the memory is made for the first event. */
const { load } = Atomics
const Memory = SharedArrayBuffer
const Numbers = Int32Array
const Bytes = Uint8Array

export function createEventMemory(): EventMemory {
  return new Memory(NUMBERS + ROOM)
}

/** What lies in a memory: the numbers, and the portions as numbers and as bytes. */
export interface EventMemoryViews {
  state: Int32Array
  words: Int32Array
  bytes: Uint8Array
}

export function viewsOf(memory: EventMemory): EventMemoryViews {
  return {
    state: new Numbers(memory, 0, NUMBERS / 4),
    words: new Numbers(memory, NUMBERS),
    bytes: new Bytes(memory, NUMBERS),
  }
}

/** Bytes of a portion with so many characters. */
export function portionBytes(characters: number): number {
  return PORTION_HEAD + ((characters * 2 + 3) & ~3)
}

/** Where the portion lies before which so many bytes were written. */
export function placeOf(count: number, state: Int32Array): number {
  const sinceTurn = (count - load(state, TURNED)) | 0
  return sinceTurn >= 0 ? sinceTurn : (count - load(state, TURNED_BEFORE)) | 0
}
