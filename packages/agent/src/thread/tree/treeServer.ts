import { timingSafeEqual } from 'node:crypto'
import { createServer, type Socket } from 'node:net'
import type { Desk, Hearer, Member } from './desk'
import { JsonLines } from './jsonLines'
import type { ToMember, ToOwner } from './treeMessages'

/** Lets a process into the tree. */
export type Admit = (member: Member, hearer: Hearer) => Desk

/** How long one that connects may take to say who it is. */
const HELLO_MS = 10_000

/** Listens for the other processes of the tree. */
export interface TreeServer {
  close(): void
}

/**
 * @param path of a Unix socket or a named pipe
 * @throws Error when nothing can listen there
 */
export function listenForMembers(path: string, secret: string, admit: Admit): Promise<TreeServer> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    serve(socket, secret, admit)
  })
  server.unref()
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => {
      // One that cannot be accepted tries again.
      server.off('error', reject).on('error', () => {})
      resolve({
        close() {
          server.close()
          for (const socket of sockets) socket.destroy()
        },
      })
    })
  })
}

function serve(socket: Socket, secret: string, admit: Admit): void {
  let desk: Desk | null = null
  const late = setTimeout(() => socket.destroy(), HELLO_MS)
  late.unref()
  const lines = new JsonLines<ToOwner, ToMember>(socket, (message) => {
    if (desk !== null) pass(message, desk, lines)
    else if (message.type === 'hello' && isSame(message.secret, secret)) {
      clearTimeout(late)
      desk = admit(message.member, hearerAt(lines))
    } else socket.destroy()
  })
  socket.once('close', () => {
    clearTimeout(late)
    void desk?.leave()
  })
}

function isSame(given: string, secret: string): boolean {
  const [a, b] = [Buffer.from(String(given)), Buffer.from(secret)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function pass(message: ToOwner, desk: Desk, lines: JsonLines<ToOwner, ToMember>): void {
  switch (message.type) {
    case 'hello':
      return
    case 'files':
      desk.files(message.news)
      return
    case 'threads':
      desk.threads(message.count)
      return
    case 'counts':
      desk.counts(message.counts)
      return
    case 'refused':
      desk.refused(message.id, message.reason)
      return
    case 'event':
      desk.event(message.event)
      return
    case 'call':
      void desk
        .call(message.method, message.argument)
        .then((answer) => lines.send({ type: 'answer', id: message.id, answer }))
  }
}

function hearerAt(lines: JsonLines<ToOwner, ToMember>): Hearer {
  return {
    probes: (change) => lines.send({ type: 'probes', change }),
    allProbes: (probes) => lines.send({ type: 'all', probes }),
    listening: (url, notice, access) => lines.send({ type: 'listening', url, notice, access }),
    follow: (isFollowed) => lines.send({ type: 'follow', isFollowed }),
  }
}
