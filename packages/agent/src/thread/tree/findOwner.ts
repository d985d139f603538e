import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { treeFiles } from '../../link/treeFolder'
import { claim, isHeld, lastClaim } from './claims'

/** How long a process that claims to be the owner may take until it listens: it may just be starting. */
const PATIENCE_MS = 5000
const ASK_AGAIN_MS = 20

/** The owner's socket, or the number under which this process is the owner now; null: the folder is gone. */
export type FoundOwner = { socket: Socket } | { number: number } | null

/**
 * Finds the process that owns the points, or becomes it. Claims are files that only one process can make, so that there
 * is one owner, whoever dies at whatever moment.
 *
 * @throws Error when this process cannot write in the folder
 */
export async function findOwner(folder: string): Promise<FoundOwner> {
  let asked = -1
  let since = Date.now()
  for (;;) {
    const number = lastClaim(folder)
    if (number < 0) return null
    if (number !== asked) since = Date.now()
    asked = number
    const socket = await tryConnect(treeFiles.socket(folder, number))
    if (socket !== null) return { socket }
    const isOver = !isHeld(folder, number) || Date.now() - since > PATIENCE_MS
    if (!isOver) await sleep(ASK_AGAIN_MS, undefined, { ref: false })
    else if (claim(folder, number + 1)) return { number: number + 1 }
  }
}

function tryConnect(path: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.unref()
    socket.once('error', () => resolve(null))
    socket.once('connect', () => resolve(socket))
  })
}
