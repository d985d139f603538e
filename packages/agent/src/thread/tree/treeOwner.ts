import { readFileSync } from 'node:fs'
import type { CallAnswer, CallMethod } from '../../link/messages'
import { giveUpClaim, treeFiles } from '../../link/treeFolder'
import type { CacheState } from '../../load/cache/cacheWriter'
import type { ResolvedAgentOptions } from '../../options'
import type { ListenAt, ListeningApi, RequestListener } from '../api/listen'
import type { Delivery } from '../delivery/delivery'
import { EventFeed } from '../events/eventFeed'
import { KnownFiles } from '../files/knownFiles'
import { ProgramRoots } from '../files/programRoots'
import { createHealth } from '../health'
import { createLastingPoints, type LastingPoints } from '../points/lastingPoints'
import { PointBook } from '../points/pointBook'
import type { Places } from '../points/target'
import { answerCall } from '../programCalls'
import { describeStats } from '../stats'
import { CountSums } from '../threads/countSums'
import { isRunning } from './claims'
import type { ApiAccess, Desk, Hearer, Member } from './desk'
import { listenAgain } from './listenAgain'
import { MemberFiles } from './memberFiles'
import { Replica, readReplica } from './replica'
import { listenForMembers, type TreeServer } from './treeServer'

/** What the owner works with. */
export interface OwnerParts {
  options: ResolvedAgentOptions
  agentVersion: string
  startedAt: number
  cache: CacheState
  delivery: Delivery['state']
  log(message: string): void
  /** Where the tree meets, and the number of the claim; null: this process is alone. */
  place: { folder: string; number: number } | null
  /** How the owner before was reached; null where there was none, or nothing is known of it. */
  access: ApiAccess | null
}

/** A process that belongs to the tree now. */
interface Present extends Member {
  hearer: Hearer
  threads: number
  files: MemberFiles
}

/** The one process of a tree that holds the points and answers the control API. */
export class TreeOwner {
  readonly points: PointBook
  private readonly roots: ProgramRoots
  private readonly known: KnownFiles
  private readonly places: Places
  private readonly sums = new CountSums((id) => this.points.isGauge(id))
  private readonly lasting: LastingPoints
  /** Whether the lasting points have been set. */
  private loaded = false
  private readonly members = new Map<string, Present>()
  /** The pids of those that have left and may still run. */
  private readonly gone = new Map<string, number>()
  private readonly feed = new EventFeed((isFollowed) => {
    for (const { hearer } of this.members.values()) hearer.follow(isFollowed)
  })
  private readonly replica: Replica | null
  private readonly access: ApiAccess
  private api: ListeningApi | null = null
  private server: TreeServer | null = null
  private listening: { url: string | null; notice: string | null } | null = null

  constructor(private readonly parts: OwnerParts) {
    const { options, place, access } = parts
    this.roots = new ProgramRoots(options)
    this.known = new KnownFiles(this.roots.folders)
    this.places = { roots: this.roots.folders, known: this.known, filter: this.roots.filter }
    this.points = new PointBook(this.places, (change) => {
      for (const id of change.removed) this.sums.forget(id)
      for (const { hearer } of this.members.values()) hearer.probes(change)
      this.replica?.notePoints()
    })
    this.lasting = createLastingPoints(options, this.points)
    this.access = access ?? accessOf(options)
    this.replica =
      place === null
        ? null
        : new Replica(
            place.folder,
            () => ({
              access: this.access,
              loaded: this.loaded,
              probesFile: this.lasting.saved(),
              points: this.points.saved(),
              probes: this.points.probes(),
            }),
            () => this.sums.saved(),
          )
    if (place !== null && place.number > 0) this.goOn(place.folder)
  }

  /** Whether other processes are there. */
  get hasOthers(): boolean {
    return this.members.size > 1
  }

  /** Opens the control API and lets other processes in. */
  async listen(): Promise<void> {
    await Promise.all([this.listenForMembers(), this.listenForCallers()])
  }

  /** Takes a process in. */
  readonly admit = (member: Member, hearer: Hearer): Desk => {
    const present: Present = { ...member, hearer, threads: 1, files: new MemberFiles() }
    this.members.set(member.id, present)
    this.gone.delete(member.id)
    this.roots.add(member.selection)
    hearer.allProbes(this.points.probes())
    if (this.listening !== null) hearer.listening(this.listening.url, this.listening.notice, this.access)
    hearer.follow(this.feed.size > 0)
    return {
      files: (news) => {
        present.files.note(news)
        for (const woven of news.woven) this.known.noteWoven({ ...woven, record: NO_RECORD, text: null })
        this.known.noteLoadedBefore(news.loadedBefore)
        for (const running of news.running) this.known.noteRunning(running)
        if (news.running.length > 0) this.points.findPlaces()
      },
      threads: (count) => {
        present.threads = count
      },
      counts: (counts) => {
        this.points.noteCounts(this.sums.note(member.id, counts))
        this.replica?.noteCounts()
      },
      refused: (id, reason) => this.points.noteRefused(id, reason),
      event: (event) => this.feed.publish(event),
      call: async (method, argument) => this.answer(method, argument),
      leave: async () => {
        if (this.members.get(member.id) !== present) return
        this.members.delete(member.id)
        this.gone.set(member.id, member.pid)
        this.endGone()
      },
    }
  }

  /** One that has left may come back while its process runs, and count on from where it was. */
  private endGone(): void {
    for (const [id, pid] of this.gone) {
      if (isRunning(pid)) continue
      this.gone.delete(id)
      this.sums.end(id)
    }
  }

  /** Lets callers and members go; one of them may be the owner at once. */
  async close(): Promise<void> {
    this.feed.end()
    await this.api?.close()
    this.lasting.stop()
    this.replica?.finish()
    this.server?.close()
    const { place } = this.parts
    if (place !== null) giveUpClaim(place.folder, place.number)
  }

  private answer(method: CallMethod, argument: unknown): CallAnswer {
    const answer = answerCall(this.points, this.lasting, { method, argument })
    if (method === 'load' && 'value' in answer && !this.loaded) {
      this.loaded = true
      this.replica?.notePoints()
    }
    return answer
  }

  private goOn(folder: string): void {
    const { saved, counts } = readReplica(folder)
    if (this.parts.access === null && saved.access !== null) Object.assign(this.access, saved.access)
    this.points.restore(saved.points)
    this.loaded = saved.loaded
    if (saved.loaded) this.lasting.goOn(saved.probesFile)
    this.sums.restore(counts)
    this.points.noteCounts(this.sums.all())
    this.points.findPlaces()
  }

  private async listenForMembers(): Promise<void> {
    const { place, log } = this.parts
    if (place === null) return
    try {
      const secret = readFileSync(treeFiles.secret(place.folder), 'utf8')
      this.server = await listenForMembers(treeFiles.socket(place.folder, place.number), secret, this.admit)
    } catch (error) {
      log(`other processes of this program cannot join: ${(error as Error).message}`)
    }
  }

  private async listenForCallers(): Promise<void> {
    const { options, log, place } = this.parts
    if (!options.enableControlApi) {
      this.tellListening(null, null)
      return
    }
    try {
      this.api = await listenAgain(this.createListener(), listenAt(this.access), (place?.number ?? 0) > 0)
      if (this.api.notice !== null) process.stderr.write(`[debugin] ${this.api.notice}\n`)
      if (this.access.socketFile === null) this.access.port = Number(new URL(this.api.url).port)
      this.tellListening(this.api.url, this.api.notice)
    } catch (error) {
      const notice = `the control API could not start: ${(error as Error).message}`
      log(notice)
      process.stderr.write(`[debugin] ${notice}\n`)
      this.tellListening(null, notice)
    }
    this.replica?.notePoints()
  }

  private createListener(): RequestListener {
    const { options, agentVersion, startedAt, delivery, log } = this.parts
    const { points, places, feed } = this
    const { socketFile, host, token } = this.access
    const health = createHealth({
      ...this.parts,
      points,
      lasting: () => this.lasting.state(),
      processes: () => [...this.members.values()].map(showProcess),
      notice: () => this.api?.notice ?? null,
    })
    const stats = () => describeStats(points.accounts(), options.cpuBudget, startedAt, delivery())
    const access = { host: socketFile === null ? host : null, token }
    // What answers requests brings undici and http2 along.
    const { createApiListener } = require('../api/app') as typeof import('../api/app')
    return createApiListener({ version: agentVersion, access, points, places, feed, health, stats, log })
  }

  private tellListening(url: string | null, notice: string | null): void {
    this.listening = { url, notice }
    for (const { hearer } of this.members.values()) hearer.listening(url, notice, this.access)
  }
}

const NO_RECORD = new Int32Array(0)

function showProcess({ pid, ppid, title, threads, restarts, files }: Present): Record<string, unknown> {
  return { pid, ppid, title, threads, agentRestarts: restarts, files: files.counts() }
}

function accessOf(options: ResolvedAgentOptions): ApiAccess {
  const { controlApiHost: host, controlApiPort: port, controlApiToken: token, controlApiSocket: socketFile } = options
  return { host, port, token, socketFile }
}

function listenAt({ host, port, socketFile }: ApiAccess): ListenAt {
  return socketFile === null ? { host, port } : { socketFile }
}
