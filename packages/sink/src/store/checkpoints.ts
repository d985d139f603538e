import { Worker } from 'node:worker_threads'

/** Pages of the journal, about, after which it is copied into the file: 16 MiB. */
const COPIED_AT = 4096

/** Copies made while events are taken, of which each has less to do than the one before, until one meets no commit. */
const FREE_COPIES = 4

/**
 * Pages of the journal, about, after which it begins anew: 48 MiB. Where events never pause, commits wait for that, 10 to 20 ms, so it is rare enough
 * to concern fewer than one in a hundred requests of 100 events, 5,000 events a second.
 */
const BEGUN_ANEW_AT = 12_288

/** Pages of the journal, about, from which on commits wait for the disk, where that is slower than they are: 64 MiB. */
const HELD_AT = 16_384

/**
 * Copies the journal of a store into its file, in a thread: that writes some thousand pages and waits for the disk twice,
 * and in the sink's own thread every request would wait for it (70 ms on a fast disk).
 *
 * The journal begins anew only where all of it has been copied, and commits go on meanwhile. So when it has grown enough
 * it is copied a few times in a row, until no commit came meanwhile; and if there always was one, or the journal has
 * become too large, commits wait for the last copy.
 */
export class Checkpoints {
  private readonly thread: Worker
  private readonly ended: Promise<void>
  private isOver = false
  /** Written since it was copied last, and since it began anew. */
  private pages = 0
  private journal = 0
  private commits = 0
  /** What is being done, and whether commits wait for it. */
  private underWay: Promise<void> | null = null
  private isHeld = false

  /**
   * @param path of the store
   * @param hold lets no commit begin until the promise is fulfilled
   * @param onEnd the thread has ended, or cannot go on
   */
  constructor(
    path: string,
    private readonly hold: (until: Promise<void>) => void,
    onEnd: () => void,
  ) {
    // None of the options of this process: whatever they load belongs to the program, not to this thread.
    this.thread = new Worker(new URL('checkpointThread.js', import.meta.url), { workerData: path, execArgv: [] })
    this.thread.unref()
    // The end follows.
    this.thread.on('error', () => {})
    this.ended = new Promise((resolve) => {
      this.thread.once('exit', () => {
        this.isOver = true
        resolve()
        onEnd()
      })
    })
  }

  /** Tells how many pages were written, about. */
  note(pages: number): void {
    this.pages += pages
    this.journal += pages
    this.commits++
    if (this.isOver) return
    if (this.underWay === null && this.pages >= COPIED_AT) {
      this.pages = 0
      this.underWay = this.copySome().finally(() => {
        this.underWay = null
        this.isHeld = false
      })
    }
    if (this.journal >= HELD_AT) this.holdCommits()
  }

  /** Ends the thread, after what it is doing. */
  async stop(): Promise<void> {
    this.isOver = true
    this.thread.ref()
    this.thread.postMessage('end')
    await this.ended
  }

  private async copySome(): Promise<void> {
    await this.copy()
    if (this.journal < BEGUN_ANEW_AT) return
    for (let i = 1; i < FREE_COPIES; i++) {
      const before = this.commits
      await this.copy()
      if (this.commits !== before) continue
      this.journal = 0
      return
    }
    this.holdCommits()
    await this.copy()
    this.journal = 0
  }

  /** Lets no commit begin before the journal begins anew. */
  private holdCommits(): void {
    if (this.isHeld || this.underWay === null) return
    this.isHeld = true
    this.hold(this.underWay)
  }

  private async copy(): Promise<void> {
    if (this.isOver) return
    const copied = new Promise<void>((resolve) => this.thread.once('message', () => resolve()))
    this.thread.postMessage('copy')
    await Promise.race([copied, this.ended])
  }
}
