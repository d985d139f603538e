import type { Probe } from '@debugin/protocol'
import type { CallAnswer, CallMethod, ProbeChange, ProbeCounts } from '../../link/messages'
import type { FedEvent } from '../events/eventFeed'
import type { ApiAccess, FileNews, Member } from './desk'

/** What a process tells the owner. */
export type ToOwner =
  | { type: 'hello'; secret: string; member: Member }
  | { type: 'files'; news: FileNews }
  | { type: 'threads'; count: number }
  | { type: 'counts'; counts: ProbeCounts[] }
  | { type: 'refused'; id: string; reason: string }
  | { type: 'event'; event: FedEvent }
  | { type: 'call'; id: number; method: CallMethod; argument: unknown }

/** What the owner tells a process. */
export type ToMember =
  | { type: 'all'; probes: Probe[] }
  | { type: 'probes'; change: ProbeChange }
  | { type: 'listening'; url: string | null; notice: string | null; access: ApiAccess }
  | { type: 'follow'; isFollowed: boolean }
  | { type: 'answer'; id: number; answer: CallAnswer }
