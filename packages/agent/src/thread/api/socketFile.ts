import { chmodSync, lstatSync, mkdtempSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'

/**
 * Listens on a Unix socket that nobody but this user can open. It is made in a private folder beside its place and moved
 * there when its mode is set, so that there is no moment at which others could connect; a socket that a dead program
 * left is replaced.
 *
 * @returns takes the file away
 * @throws Error when something else stands at the path, or somebody answers there
 */
export async function listenOnSocketFile(server: Server, path: string): Promise<() => void> {
  await checkPlace(path)
  const folder = mkdtempSync(`${path}-`)
  const made = join(folder, 's')
  try {
    await listenAt(server, made)
    chmodSync(made, 0o600)
    renameSync(made, path)
  } finally {
    rmSync(made, { force: true })
    rmdirSync(folder)
  }
  const { ino } = lstatSync(path)
  return () => {
    // Another program may have taken the place since.
    if (lstatSync(path, { throwIfNoEntry: false })?.ino === ino) rmSync(path, { force: true })
  }
}

async function checkPlace(path: string): Promise<void> {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found === undefined) return
  if (!found.isSocket()) throw new Error(`${path} is there and is no socket; name another path`)
  if (await answers(path)) throw new Error(`somebody listens on ${path} already; name another path`)
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    const end = (found: boolean) => () => {
      socket.destroy()
      resolve(found)
    }
    socket.once('connect', end(true))
    // Refused is what a dead program's socket does; one that may not be opened is somebody's.
    socket.once('error', ({ code }: NodeJS.ErrnoException) => end(code !== 'ECONNREFUSED' && code !== 'ENOENT')())
  })
}

function listenAt(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ path }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}
