import { randomUUID } from 'node:crypto'
import { getEnvironmentData } from 'node:worker_threads'
import type { ResolvedAgentOptions } from '../options'

/** The key under which a Worker finds the lobby of its process among Node's environment data. */
export const LOBBY_KEY = 'debugin.agent'

/**
 * Where the threads of one process meet its agent. Names lead there and no ports: a port can be given to one thread
 * only, and to a Worker only by the program that makes it, while environment data reaches every Worker by itself.
 */
export interface Lobby {
  /** What the names of its channels begin with; nobody else can know it. */
  name: string
  /** What the agent of this process works with. */
  options: ResolvedAgentOptions
  agentVersion: string
  /** 32-bit numbers, at the places below. */
  state: SharedArrayBuffer
  /** The thread that hands it on; see `Joining`. */
  parent: number
}

/** How many points there are, so that a Worker waits only for what there is. */
export const POINT_COUNT = 0
/** 1 when a Worker has made an event, so that the end of the program waits for it. */
export const WORKERS_MADE_EVENTS = 1
/** 1 when a thread of the program has started a process. */
export const CHILDREN_STARTED = 2
/** How far the agent's thread is; see `threadStart.ts`. */
export const THREAD_START = 3

/** A Worker says that it is there, on the channel `joining`. */
export interface Joining {
  threadId: number
  /** The thread that started it: when that one ends, so does this. */
  parent: number
  /** Woken when the probes are on the Worker's channel. */
  done: SharedArrayBuffer
}

export function createLobby(options: ResolvedAgentOptions, agentVersion: string): Lobby {
  return {
    name: `debugin:${randomUUID()}`,
    options,
    agentVersion,
    state: new SharedArrayBuffer(16),
    parent: 0,
  }
}

/** The lobby of this process; null where its main thread has no agent. */
export function lobbyOfProcess(): Lobby | null {
  return (getEnvironmentData(LOBBY_KEY) as Lobby | undefined) ?? null
}

/** The names of the channels that meet in a lobby. */
export const channelNames = {
  /** To the agent: Workers that join. */
  joining: ({ name }: Lobby): string => `${name}:joining`,
  /** From the agent, once, when it can be joined. */
  open: ({ name }: Lobby): string => `${name}:open`,
  /** Both ways between the agent and one Worker. */
  thread: ({ name }: Lobby, threadId: number): string => `${name}:${threadId}`,
}
