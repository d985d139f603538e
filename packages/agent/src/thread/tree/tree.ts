import { readFileSync, rmSync } from 'node:fs'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type TreePlace, treeFiles } from '../../link/treeFolder'
import type { ApiAccess, Desk, Hearer, Member } from './desk'
import { findOwner } from './findOwner'
import { createMemberDesk } from './memberDesk'
import { sweepDeadTrees } from './sweep'
import { type OwnerParts, TreeOwner } from './treeOwner'

/** How long the end of a process waits for the owner to take its last news. */
const LEAVE_MS = 300

/** What a process brings into the tree. */
export interface TreeParts extends Omit<OwnerParts, 'place' | 'access'> {
  treePlace: TreePlace | null
  member: Member
  hearer: Hearer
  /** Tells the owner all that it has to know of this process. */
  introduce(desk: Desk): void
}

/** The way of one process to the owner of the points, whoever that is at the moment. */
export class Tree {
  /** Where news goes; null while the owner is being looked for: it is told everything when it is found. */
  desk: Desk | null = null
  /** Set where this process is the owner. */
  owner: TreeOwner | null = null
  private readonly waiting: ((desk: Desk) => void)[] = []
  private access: ApiAccess | null = null
  private hasLeft = false
  private handedOn = false

  constructor(private readonly parts: TreeParts) {}

  /** Joins the tree, or begins it. */
  async enter(): Promise<void> {
    const { treePlace: place } = this.parts
    if (place?.joins === true) return await this.search(place.folder)
    await this.own(place === null ? null : { folder: place.folder, number: 0 })
    if (place !== null) sweepDeadTrees(place.folder)
  }

  /** Runs something as soon as there is an owner. */
  whenJoined(run: (desk: Desk) => void): void {
    if (this.desk === null) this.waiting.push(run)
    else run(this.desk)
  }

  /**
   * Lets others go on; an owner without others goes on until `close`.
   *
   * @param joinMs how long to wait for an owner that is not found yet
   */
  async leave(joinMs: number): Promise<void> {
    const joined = new Promise<void>((resolve) => this.whenJoined(() => resolve()))
    await Promise.race([joined, sleep(joinMs)])
    this.hasLeft = true
    this.handedOn = this.owner?.hasOthers === true
    if (this.handedOn) await this.owner?.close()
    else if (this.owner === null) await Promise.race([this.desk?.leave(), sleep(LEAVE_MS)])
  }

  /** The last of all takes what the tree has left behind along. */
  async close(): Promise<void> {
    if (this.owner === null || this.handedOn) return
    await this.owner.close()
    const folder = this.parts.treePlace?.folder
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  }

  private async search(folder: string): Promise<void> {
    const found = await findOwner(folder).catch((error: Error) => {
      this.parts.log(`the tree of processes is left: ${error.message}`)
      return null
    })
    if (this.hasLeft) return
    if (found === null) await this.own(null)
    else if ('number' in found) await this.own({ folder, number: found.number })
    else await this.join(found.socket, folder)
  }

  private async join(socket: Socket, folder: string): Promise<void> {
    const { member, hearer, log } = this.parts
    const secret = readSecret(folder)
    // The tree is being cleared away.
    if (secret === null) return await this.own(null)
    const noting: Hearer = {
      ...hearer,
      listening: (url, notice, access) => {
        this.access = access
        hearer.listening(url, notice, access)
      },
    }
    const lost = (): void => {
      this.desk = null
      if (!this.hasLeft) this.search(folder).catch((error: Error) => log(`no owner was found: ${error.stack}`))
    }
    this.settle(createMemberDesk(socket, secret, member, noting, lost))
  }

  private async own(place: OwnerParts['place']): Promise<void> {
    const { member, hearer } = this.parts
    this.owner = new TreeOwner({ ...this.parts, place, access: this.access })
    this.settle(this.owner.admit(member, hearer))
    await this.owner.listen()
  }

  private settle(desk: Desk): void {
    this.desk = desk
    this.parts.introduce(desk)
    for (const run of this.waiting.splice(0)) run(desk)
  }
}

function readSecret(folder: string): string | null {
  try {
    return readFileSync(treeFiles.secret(folder), 'utf8')
  } catch {
    return null
  }
}
