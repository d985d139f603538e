import type { Socket } from 'node:net'
import { DebugInError } from '@debugin/protocol'
import type { CallAnswer } from '../../link/messages'
import type { Desk, FileNews, Hearer, Member } from './desk'
import { JsonLines } from './jsonLines'
import type { ToMember, ToOwner } from './treeMessages'

/** Bytes that may wait for the owner before events for those who follow are left out. */
const MOST_WAITING = 8 * 1024 * 1024

/**
 * The desk of a process that is not the owner: news goes over a socket.
 *
 * @param lost told when the owner is gone
 */
export function createMemberDesk(
  socket: Socket,
  secret: string,
  member: Member,
  hearer: Hearer,
  lost: () => void,
): Desk {
  const calls = new Map<number, (answer: CallAnswer) => void>()
  let last = 0
  let leaving = false
  let news: FileNews | null = null
  // While a program loads, each file would be a message or two.
  const tellFiles = (): void => {
    if (news !== null) lines.send({ type: 'files', news })
    news = null
  }
  const lines = new JsonLines<ToMember, ToOwner>(socket, (message) => {
    switch (message.type) {
      case 'all':
        hearer.allProbes(message.probes)
        return
      case 'probes':
        hearer.probes(message.change)
        return
      case 'listening':
        hearer.listening(message.url, message.notice, message.access)
        return
      case 'follow':
        hearer.follow(message.isFollowed)
        return
      case 'answer':
        calls.get(message.id)?.(message.answer)
        calls.delete(message.id)
    }
  })
  socket.once('close', () => {
    const gone = new DebugInError('INTERNAL', 'the process that holds the points has ended; try again')
    for (const answer of calls.values()) answer({ error: gone.toBody() })
    if (!leaving) lost()
  })
  lines.send({ type: 'hello', secret, member })

  return {
    files({ woven, running, loadedBefore }) {
      if (news === null) setImmediate(tellFiles)
      news ??= { woven: [], running: [], loadedBefore: [] }
      news.woven.push(...woven)
      news.running.push(...running)
      news.loadedBefore.push(...loadedBefore)
    },
    threads: (count) => lines.send({ type: 'threads', count }),
    counts: (counts) => lines.send({ type: 'counts', counts }),
    refused: (id, reason) => lines.send({ type: 'refused', id, reason }),
    event(event) {
      if (lines.waiting < MOST_WAITING) lines.send({ type: 'event', event })
    },
    call: (method, argument) =>
      new Promise((resolve) => {
        const id = ++last
        calls.set(id, resolve)
        tellFiles()
        lines.send({ type: 'call', id, method, argument })
      }),
    async leave() {
      leaving = true
      tellFiles()
      await lines.end()
    },
  }
}
