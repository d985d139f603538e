import type { NewEvent } from './storedEvent.js'

/** Events that wait for the next commit, with the one who waits for it. */
interface Waiting {
  events: readonly NewEvent[]
  resolve(isNew: boolean[]): void
  reject(error: unknown): void
}

/** Events of one commit, about: what comes meanwhile waits no longer than these take. */
const COMMIT_EVENTS = 1000

/**
 * Joins what several requests bring at once, so that they share one commit: a commit waits for the disk, and what
 * arrives while it does goes into the next one.
 */
export class EventQueue {
  private waiting: Waiting[] = []
  private scheduled = false
  private held = false

  /** @param commit keeps all of the groups or, when it throws, none */
  constructor(private readonly commit: (groups: readonly (readonly NewEvent[])[]) => boolean[][]) {}

  add(events: readonly NewEvent[]): Promise<boolean[]> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ events, resolve, reject })
      this.schedule()
    })
  }

  /** Lets no commit begin until the promise is fulfilled, which never fails. */
  hold(until: Promise<void>): void {
    this.held = true
    void until.then(() => {
      this.held = false
      if (this.waiting.length > 0) this.schedule()
    })
  }

  /** Commits all that waits, held or not. */
  flush(): void {
    while (this.waiting.length > 0) this.commitSome()
  }

  private schedule(): void {
    if (this.scheduled || this.held) return
    this.scheduled = true
    setImmediate(() => {
      this.scheduled = false
      if (this.held) return
      this.commitSome()
      if (this.waiting.length > 0) this.schedule()
    })
  }

  private commitSome(): void {
    const some = this.takeSome()
    try {
      const results = this.commit(some.map(({ events }) => events))
      for (const [index, { resolve }] of some.entries()) resolve(results[index] as boolean[])
    } catch (error) {
      for (const { reject } of some) reject(error)
    }
  }

  private takeSome(): Waiting[] {
    let count = 0
    let end = 0
    while (end < this.waiting.length && count < COMMIT_EVENTS) count += (this.waiting[end++] as Waiting).events.length
    return this.waiting.splice(0, end)
  }
}
