/** Why a follower stopped waiting: something new, nothing for the time given, or no more to come. */
export type Tidings = 'news' | 'quiet' | 'ended'

/**
 * Wakes those who read along. It carries no events: each follower reads on in the store from where it was, so one who
 * is slow costs no memory and sees nothing twice or out of order.
 */
export class Feed {
  private readonly followers = new Set<Follower>()
  private ended = false

  /** How many read along. */
  get size(): number {
    return this.followers.size
  }

  /** Begins to follow. The follower must `leave` when it is done. */
  follow(): Follower {
    const follower = new Follower((gone) => this.followers.delete(gone))
    if (this.ended) follower.leave()
    else this.followers.add(follower)
    return follower
  }

  /** Tells every follower that the store holds something new. */
  announce(): void {
    for (const follower of this.followers) follower.notify()
  }

  /** Lets every follower go, now and from now on. */
  end(): void {
    this.ended = true
    for (const follower of this.followers) follower.leave()
  }
}

/** One who reads along. */
export class Follower {
  private fresh = false
  private gone = false
  private wake: (() => void) | null = null

  constructor(private readonly onLeave: (follower: Follower) => void) {}

  /**
   * Waits for news. News since the last wait count, so what arrives while the follower reads is not missed; they also
   * come before the end.
   *
   * @param milliseconds after which the answer is `quiet`
   */
  async wait(milliseconds: number): Promise<Tidings> {
    if (!this.fresh && !this.gone) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds)
        this.wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      this.wake = null
    }
    if (this.fresh) {
      this.fresh = false
      return 'news'
    }
    return this.gone ? 'ended' : 'quiet'
  }

  /** Tells of news; the feed does it. */
  notify(): void {
    this.fresh = true
    this.wake?.()
  }

  /** Ends following; a wait that is under way ends too. */
  leave(): void {
    this.gone = true
    this.onLeave(this)
    this.wake?.()
  }
}
