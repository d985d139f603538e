import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Probe } from '@debugin/protocol'
import { reasonAgainst } from '../privateFolder'

/** A Unix socket's path may have so many bytes, less what stands behind the folder. */
const LONGEST_FOLDER = 90

/** What stands in a claim whose owner has left: as long as any pid, which it is written over. */
const NOBODY = '0'.padEnd(20)

/** Where the processes of one tree meet. */
export interface TreePlace {
  /** Private to this user. */
  folder: string
  /** Another process was there first. */
  joins: boolean
}

/** What lies in the folder. */
export const treeFiles = {
  /** Says that a process is the owner, the one with this number; the highest number counts. Holds its pid. */
  claim: (folder: string, number: number): string => join(folder, `${number}.owner`),
  /** What a caller has to know, so that on Windows, too, nobody else gets in. */
  secret: (folder: string): string => join(folder, 'secret'),
  points: (folder: string): string => join(folder, 'points.json'),
  counts: (folder: string): string => join(folder, 'counts.json'),
  /** Where the owner listens. */
  socket(folder: string, number: number): string {
    if (process.platform !== 'win32') return join(folder, `${number}.sock`)
    return `\\\\.\\pipe\\debugin-${folder.split(/[\\/]/).at(-1)}-${number}`
  },
}

/**
 * Joins the tree that a process above has begun, or begins one. Its files are there before the first child can be.
 *
 * @param announced the folder that a process above has named; null: none has
 * @returns null where there can be no such folder: then this process is alone
 */
export function enterTree(announced: string | null): TreePlace | null {
  if (announced !== null && isPrivate(announced)) return { folder: announced, joins: true }
  try {
    const base = join(tmpdir(), `debugin-${process.geteuid?.() ?? 'tree'}`)
    mkdirSync(base, { recursive: true, mode: 0o700 })
    const folder = join(base, randomBytes(6).toString('hex'))
    if (!isPrivate(base) || Buffer.byteLength(folder) > LONGEST_FOLDER) return null
    mkdirSync(folder, { mode: 0o700 })
    writeFileSync(treeFiles.secret(folder), randomBytes(16).toString('hex'), { mode: 0o600 })
    writeFileSync(treeFiles.claim(folder, 0), String(process.pid), { mode: 0o600 })
    return { folder, joins: false }
  } catch {
    return null
  }
}

function isPrivate(folder: string): boolean {
  try {
    return reasonAgainst(folder) === null
  } catch {
    return false
  }
}

/** What the owner has written down for the threads of a process that comes. */
export interface WrittenProbes {
  probes: Probe[]
  /** Whether the points that are there from the start have been set. */
  loaded: boolean
}

export function readProbes(folder: string): WrittenProbes {
  try {
    return JSON.parse(readFileSync(treeFiles.points(folder), 'utf8')) as WrittenProbes
  } catch {
    return { probes: [], loaded: false }
  }
}

/**
 * Leaves a tree in which nobody has listened yet.
 *
 * @param hasChildren whether this process has started others, which meet there without it
 */
export function leaveUnheard({ folder, joins }: TreePlace, hasChildren: boolean): void {
  if (joins) return
  if (hasChildren) {
    giveUpClaim(folder, 0)
    return
  }
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch {
    // The next tree of this user sweeps it away.
  }
}

/** Lets another process be the owner at once. */
export function giveUpClaim(folder: string, number: number): void {
  try {
    writeFileSync(treeFiles.claim(folder, number), NOBODY, { flag: 'r+' })
  } catch {
    // The folder is gone, and the tree with it.
  }
}
