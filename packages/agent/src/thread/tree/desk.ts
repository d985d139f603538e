import type { Probe } from '@debugin/protocol'
import type { CallAnswer, CallMethod, ProbeChange, ProbeCounts, RunningFile } from '../../link/messages'
import type { FileSelection } from '../../load/filter'
import type { WeaveReport } from '../../load/weaveFile'
import type { FedEvent } from '../events/eventFeed'

/** What other processes know of a file that one has woven. */
export type WovenNews = Omit<WeaveReport, 'record' | 'text'>

/** Files of one process that nobody has heard of yet. */
export interface FileNews {
  woven: WovenNews[]
  running: RunningFile[]
  loadedBefore: string[]
}

/** One process of the tree. */
export interface Member {
  /** Tells it from all others, also from those that had its pid before. */
  id: string
  pid: number
  ppid: number
  title: string
  /** How often its agent's thread has died and was started again. */
  restarts: number
  selection: FileSelection
}

/** Where one process brings its news: to the owner of the points, which may be itself. */
export interface Desk {
  files(news: FileNews): void
  threads(count: number): void
  /** Sums over the threads of the process. */
  counts(counts: ProbeCounts[]): void
  refused(id: string, reason: string): void
  /** Only while somebody follows. */
  event(event: FedEvent): void
  call(method: CallMethod, argument: unknown): Promise<CallAnswer>
  /** The process ends, or the agent in it. */
  leave(): Promise<void>
}

/** How the control API was reached, so that the next owner can be reached the same way. */
export interface ApiAccess {
  host: string
  port: number
  token: string | null
  socketFile: string | null
}

/** What one process hears from the owner. */
export interface Hearer {
  probes(change: ProbeChange): void
  /** All probes there are. */
  allProbes(probes: Probe[]): void
  listening(url: string | null, notice: string | null, access: ApiAccess): void
  /** Whether somebody follows the events of the tree. */
  follow(isFollowed: boolean): void
}
