import type { EventName } from '@debugin/protocol'

/** An event as it goes to sinks, with what followers may choose it by. */
export interface FedEvent {
  name: EventName
  id: string
  /** The point that made it; null for an event of the agent. */
  probeId: string | null
  /** The event with its envelope, on one line. */
  json: string
}

/** Which events one follower wants; an empty list wants all. */
export interface FeedFilter {
  names: readonly string[]
  probeIds: readonly string[]
}

/** Bounds of what waits for one slow follower. */
const MOST_WAITING = 1000
const MOST_CHARACTERS = 4 * 1024 * 1024

/** Hands every event of the process tree to those who follow it live. Nobody following: nothing is kept. */
export class EventFeed {
  private readonly followers = new Set<FeedFollower>()

  /** @param onFollowed told when somebody follows, and when nobody does any more */
  constructor(private readonly onFollowed: (isFollowed: boolean) => void = () => {}) {}

  /** Whoever makes or receives an event of this process tree calls this, once for each. */
  publish(event: FedEvent): void {
    for (const follower of this.followers) follower.take(event)
  }

  /** Begins to follow; the follower must `leave` when it is done. */
  follow(filter: FeedFilter): FeedFollower {
    const follower = new FeedFollower(filter, () => {
      if (this.followers.delete(follower) && this.followers.size === 0) this.onFollowed(false)
    })
    this.followers.add(follower)
    if (this.followers.size === 1) this.onFollowed(true)
    return follower
  }

  get size(): number {
    return this.followers.size
  }

  /** Lets every follower go. */
  end(): void {
    for (const follower of this.followers) follower.leave()
  }
}

/** What a follower finds: an event, how many it was too slow for, silence, or the end. */
export type FeedItem = { event: FedEvent } | { missed: number } | 'quiet' | 'ended'

/** One who follows, with the events that wait for it. The oldest go first when it is too slow. */
export class FeedFollower {
  private waiting: FedEvent[] = []
  private characters = 0
  private missed = 0
  private gone = false
  private wake: (() => void) | null = null

  constructor(
    private readonly filter: FeedFilter,
    private readonly onLeave: () => void,
  ) {}

  take(event: FedEvent): void {
    const { names, probeIds } = this.filter
    if (names.length > 0 && !names.includes(event.name)) return
    if (probeIds.length > 0 && !probeIds.includes(event.probeId ?? '')) return
    this.waiting.push(event)
    this.characters += event.json.length
    while (this.waiting.length > MOST_WAITING || (this.characters > MOST_CHARACTERS && this.waiting.length > 1)) {
      this.characters -= (this.waiting.shift() as FedEvent).json.length
      this.missed++
    }
    this.wake?.()
  }

  /** @param quietMs after which the answer is `quiet` */
  async next(quietMs: number): Promise<FeedItem> {
    if (this.waiting.length === 0 && !this.gone) await this.sleep(quietMs)
    if (this.missed > 0) {
      const missed = this.missed
      this.missed = 0
      return { missed }
    }
    const event = this.waiting.shift()
    if (event === undefined) return this.gone ? 'ended' : 'quiet'
    this.characters -= event.json.length
    return { event }
  }

  leave(): void {
    this.gone = true
    this.onLeave()
    this.wake?.()
  }

  private async sleep(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms).unref()
      this.wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.wake = null
  }
}
