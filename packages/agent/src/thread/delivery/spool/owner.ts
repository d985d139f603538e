import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'

/**
 * The name of a spool's folder says whose it is: host, process, when that process began, and a number of its own. To
 * rename a folder is to take it over, and of two processes that try only one can.
 */

const NAME = /^([\da-f]{12})-(\d+)-(\d+)-[\da-f]{12}$/
const NOBODY = /^free-[\da-f]{12}$/

/** Milliseconds after which the folder of another host counts as left: nobody here can see whether it still runs. */
const FOREIGN_MS = 10 * 60_000

/** A new name for a folder of this process. */
export function ownName(): string {
  return `${hostHash()}-${process.pid}-${beginning(process.pid) ?? 0}-${randomBytes(6).toString('hex')}`
}

/** A new name for a folder that whoever comes next may take. */
export function freeName(): string {
  return `free-${randomBytes(6).toString('hex')}`
}

/**
 * Whether those are gone that a folder belongs to. One of this process is left, too: it has one thread that delivers,
 * and whoever asks knows which folders are that thread's own.
 *
 * @param touchedMs when the folder was last written to, in milliseconds since 1970
 */
export function isLeft(name: string, touchedMs: number): boolean {
  if (NOBODY.test(name)) return true
  const [, host, pid, began] = NAME.exec(name) ?? []
  if (host === undefined) return false
  if (host !== hostHash()) return Date.now() - touchedMs > FOREIGN_MS
  return Number(pid) === process.pid || !isRunning(Number(pid), Number(began))
}

/** A number that was given to another process since does not count, where the system tells when that began. */
function isRunning(pid: number, began: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  const now = beginning(pid)
  return now === null || began === 0 || now === began
}

/** When a process began, in ticks since the machine did; null where the system does not tell. */
function beginning(pid: number): number | null {
  try {
    // The second field is the program's name in brackets, and may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\)/s, '').trim().split(' ')
    return Number(fields[19])
  } catch {
    return null
  }
}

function hostHash(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 12)
}
