import { Worker } from 'node:worker_threads'

/** Pages of the journal, about, after which it is copied into the file: 16 MiB. */
const COPIED_AT = 4096

/** Copies made while events are taken. Each has less to do than the one before. */
const FREE_COPIES = 2

/**
 * Copies the journal of a store into its file, in a thread: that writes some thousand pages and waits for the disk twice,
 * and in the sink's own thread every request would wait for it (70 ms on a fast disk).
 *
 * The journal begins anew only where all of it has been copied, and commits go on meanwhile. So it is copied a few times
 * in a row, and for the last and shortest of them commits wait.
 */
export class Checkpoints {
  private readonly thread: Worker
  private readonly ended: Promise<void>
  private isOver = false
  private pages = 0
  private underWay = false

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
    if (this.pages < COPIED_AT || this.underWay || this.isOver) return
    this.pages = 0
    this.underWay = true
    void this.copyAll().finally(() => {
      this.underWay = false
    })
  }

  /** Ends the thread, after what it is doing. */
  async stop(): Promise<void> {
    this.isOver = true
    this.thread.ref()
    this.thread.postMessage('end')
    await this.ended
  }

  private async copyAll(): Promise<void> {
    for (let i = 0; i < FREE_COPIES; i++) await this.copy()
    const last = this.copy()
    this.hold(last)
    await last
  }

  private async copy(): Promise<void> {
    if (this.isOver) return
    const copied = new Promise<void>((resolve) => this.thread.once('message', () => resolve()))
    this.thread.postMessage('copy')
    await Promise.race([copied, this.ended])
  }
}
