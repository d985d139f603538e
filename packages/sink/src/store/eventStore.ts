import type { EventFilter } from './eventFilter.js'
import type { NewEvent, StoredEvent } from './storedEvent.js'

/** Which of the kept events are asked for: those that pass `filter`, without the first `offset`, at most `limit`. */
export interface EventQuery {
  filter: EventFilter
  offset: number
  limit: number
}

/** The answer to a query: the events in the order they came, and how many pass the filter in all. */
export interface EventPage {
  total: number
  events: StoredEvent[]
}

/** What /health tells of a store. */
export interface StoreState {
  kind: 'memory' | 'file'
  /** Null for one in memory. */
  path: string | null
  /** Events that are kept. */
  events: number
  /** Bytes that they take, in memory or of the file. */
  bytes: number
  /** Events that had to make room, or became too old. */
  dropped: number
}

/**
 * Where the sink keeps its events, oldest first. All of it is asynchronous, so that a store may live on a disk or in
 * another process.
 */
export interface EventStore {
  /**
   * Keeps the events in the order given and numbers them on from the last one, without gaps. When the promise is
   * fulfilled they are kept as well as this store can.
   *
   * @returns for each event whether it is new; false: one with its id is kept already, and nothing was changed
   */
  append(events: readonly NewEvent[]): Promise<boolean[]>

  /** Finds events by what they hold. */
  find(query: EventQuery): Promise<EventPage>

  /**
   * Reads on from a number: the events with a greater one, oldest first, at most `limit`. 0 reads from the oldest event
   * that is still kept; where the first answer is not `after + 1`, those between are gone.
   */
  read(after: number, limit: number): Promise<StoredEvent[]>

  /** The number of the event with this id (lower case), or null when none is kept. */
  sequenceOf(id: string): Promise<number | null>

  /** The number given last, kept or not; 0 before the first event. */
  lastSequence(): Promise<number>

  /** Forgets every event and gives back how many there were. Numbers go on from where they were. */
  clear(): Promise<number>

  /** What there is to tell of the store. */
  state?(): StoreState

  /** Writes what waits and lets go of the file. The sink calls it for a store that it has made itself. */
  close?(): Promise<void>
}
