import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { treeFiles } from '../../link/treeFolder'

/** The number of the last process that became the owner; -1 where there is no such folder any more. */
export function lastClaim(folder: string): number {
  try {
    const numbers = readdirSync(folder).map((name) => Number(/^(\d+)\.owner$/.exec(name)?.[1] ?? -1))
    return Math.max(-1, ...numbers)
  } catch {
    return -1
  }
}

/** Whether the process that made a claim still runs and has not left. */
export function isHeld(folder: string, number: number): boolean {
  try {
    const text = readFileSync(treeFiles.claim(folder, number), 'utf8')
    // The file is there, and its pid is just being written.
    if (text === '') return true
    const pid = Number(text)
    // A thread of this process that is no more has made it.
    if (pid === 0 || pid === process.pid) return false
    return isRunning(pid)
  } catch {
    return false
  }
}

export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Claims to be the owner with a number.
 *
 * @returns false where another process was quicker
 * @throws Error when nothing can be written there
 */
export function claim(folder: string, number: number): boolean {
  try {
    writeFileSync(treeFiles.claim(folder, number), String(process.pid), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}
