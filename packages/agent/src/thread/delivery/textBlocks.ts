const BLOCK_BYTES = 256 * 1024

/** Characters from which on a text has a block of its own, so that little room is left at the end of the others. */
const LARGE = BLOCK_BYTES / 16

/** Blocks that nothing is in which are kept for what comes. */
const MOST_FREE = 4

/** UTF-8 has no more bytes for what a string counts as one character. */
const MOST_BYTES = 3

interface Block {
  bytes: Buffer
  used: number
  /** Texts in it that are still held. */
  texts: number
}

/** Where a text is held. */
export interface HeldText {
  block: Block
  /** Its place in the block. */
  from: number
  bytes: number
}

/**
 * Memory for texts that wait for a moment and go in the order they came. Strings would be copied by each collection of
 * garbage meanwhile, and for each few megabytes of new buffers V8 marks all of the heap. So there are blocks, which are
 * filled anew when all that was in them has gone.
 */
export class TextBlocks {
  private block = createBlock(0)
  private readonly free: Block[] = []

  hold(text: string): HeldText {
    const isLarge = text.length >= LARGE
    const block = isLarge ? createBlock(Buffer.byteLength(text)) : this.blockFor(text.length * MOST_BYTES)
    const from = block.used
    const bytes = block.bytes.write(text, from)
    block.used += bytes
    block.texts++
    return { block, from, bytes }
  }

  /** The text in UTF-8; others may be written over it when it is released. */
  read({ block, from, bytes }: HeldText): Buffer {
    return block.bytes.subarray(from, from + bytes)
  }

  /** From now on another text may take its place. */
  release({ block }: HeldText): void {
    block.texts--
    if (block.texts > 0) return
    block.used = 0
    if (block !== this.block && block.bytes.length === BLOCK_BYTES && this.free.length < MOST_FREE)
      this.free.push(block)
  }

  /** The block that is being filled, or the next one where that has no room for so many bytes. */
  private blockFor(bytes: number): Block {
    const { block } = this
    if (block.bytes.length - block.used < bytes) this.block = this.free.pop() ?? createBlock(BLOCK_BYTES)
    return this.block
  }
}

function createBlock(bytes: number): Block {
  return { bytes: Buffer.allocUnsafeSlow(bytes), used: 0, texts: 0 }
}
