import type { ErrorCode, MetricSeries, Probe } from '@debugin/protocol'
import type { FreshEntry } from '../load/cache/cacheWriter'
import type { WeaveReport } from '../load/weaveFile'
import type { ResolvedAgentOptions } from '../options'
import type { EventMemory } from './eventMemory'
import type { InliningData } from './inliningData'
import type { Lobby } from './lobby'
import type { TreePlace } from './treeFolder'

/** A woven file that has begun to run. */
export interface RunningFile {
  path: string
  /** The original files that it came from. */
  sources: readonly string[]
  packedTable: string
}

/** What one probe has counted so far. */
export interface ProbeCounts {
  id: string
  hitCount: number
  totalHits: number
  dropped: number
  expired: boolean
  /** The probe that arms it has not been hit yet. */
  waits: boolean
  /** It has left its places for so long, because the probes took too much time; null: it has not. */
  backsOffMs: number | null
  /** Conditions, metrics and redactions that failed. */
  errors: number
  /** Nanoseconds of the program's thread that it took. */
  spentNs: number
  /** Characters of its events. */
  bytes: number
  /** What a metric point has measured; empty for other points. */
  series: MetricSeries[]
}

/** What has changed about the probes of the program. */
export interface ProbeChange {
  /** To set, or to set anew; they keep what they have counted. */
  set: Probe[]
  /** Ids of those that leave their places and keep what they have counted. */
  off: string[]
  /** Ids of those that are gone for good. */
  removed: string[]
}

/** What the program can ask the agent's thread to do: to set a point, to list, to remove one, to load a file of probes. */
export type CallMethod = 'set' | 'list' | 'remove' | 'load'

/** What the program's thread tells the agent's thread. */
export type FromProgram =
  | { type: 'woven'; report: WeaveReport; fresh: FreshEntry | null }
  | { type: 'running'; file: RunningFile }
  /** Files that were loaded before the agent was there. */
  | { type: 'loadedBefore'; paths: string[] }
  /** Where this thread leaves its events from now on. */
  | { type: 'memory'; memory: EventMemory }
  /** There are events in it, and nobody looks. */
  | { type: 'filled' }
  /** Events that found no room there, each one line of JSON. */
  | { type: 'events'; lines: string }
  | { type: 'counts'; counts: ProbeCounts[] }
  /** Something that a probe could not be placed for. */
  | { type: 'refused'; id: string; reason: string }
  /** A call that the program waits for: an `answer` comes, then the one that waits at `done` is woken. */
  | { type: 'call'; id: number; method: CallMethod; argument: unknown; done: SharedArrayBuffer }
  /** A Worker has ended, or lives on without the agent. */
  | { type: 'left'; threadId: number }
  /** Events that exit listeners of the program have made after `finish`: send them, then wake the same way. */
  | { type: 'late'; lines: string; deadlineMs: number; done: SharedArrayBuffer }
  /** Send what there is, then wake the one that waits at `done`. */
  | { type: 'flush'; done: SharedArrayBuffer }
  /** The program ends: send what there is, then wake the one that waits at `done`. */
  | { type: 'finish'; deadlineMs: number; done: SharedArrayBuffer; uptime: number }

/** What the agent's thread tells the program's thread. */
export type FromAgent =
  | { type: 'listening'; url: string | null; notice: string | null }
  | { type: 'probes'; change: ProbeChange }
  /** A Worker is heard from now on. */
  | { type: 'joined' }
  | { type: 'answer'; id: number; answer: CallAnswer }
  | { type: 'stopped' }

/** What the agent's thread answers to a call from the program. */
export type CallAnswer =
  | { value: unknown }
  | { error: { code: ErrorCode; error: string; details: Record<string, unknown> } }

/** What the agent's thread starts with. */
export interface AgentThreadData {
  options: ResolvedAgentOptions
  agentVersion: string
  lobby: Lobby
  /** Where the processes of the tree meet; null: this one is alone. */
  treePlace: TreePlace | null
  /** Names this process in the tree; a thread that is started again keeps it. */
  memberId: string
  /** How often the thread has been started again. */
  restarts: number
  /** What the program's main thread holds already. */
  probes: Probe[]
  inlining: InliningData
}
