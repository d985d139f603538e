import type { EventName, Probe, Site, SiteRef } from '@debugin/protocol'
import { Capture } from './capture/capture'
import { integerText } from './capture/digits'
import { CaptureSetup } from './capture/setup'
import type { ArmedFunction } from './gates/armedFunction'
import { Realm } from './gates/realm'
import type { WovenFile } from './gates/wovenFile'
import { ActiveProbe } from './hits/activeProbe'
import { tellBackOff } from './hits/complaints'
import { CpuBudget } from './hits/cpuBudget'
import { sendDraft } from './hits/finish'
import { headText, OPENINGS } from './hits/head'
import type { Hit } from './hits/hit'
import { type Measure, takeElapsed } from './hits/measure'
import { bindName, namesOfSite, type ReadName } from './hits/names'
import type { Placement } from './hits/placement'
import { TokenBucket } from './hits/tokenBucket'
import { WaitingDrafts } from './hits/waitingDrafts'
import { watchesOf } from './hits/watches'
import type { CollectedStack, Host } from './host'
import { Outgoing } from './outgoing'
import type { RedactionCallbacks } from './redact/callbacks'
import type { Redaction } from './redact/redaction'

/** The key under which woven code looks for the runtime of its realm. */
const RUNTIME_KEY = 'debugin.runtime'

/** What the runtime is made with. */
export interface RuntimeOptions {
  host: Host
  redaction: Redaction
  /** The program's own redaction. */
  callbacks?: RedactionCallbacks
  /** Snapshots that all probes together may take in a second. */
  maxSnapshotsPerSecond: number
  /** The share of one core that all probes together may take. */
  cpuBudget?: number | 'off'
  /** The path of a file that calls itself so; the name itself where this is left out. */
  pathOf?(name: string): string
  /** Told when a probe that has backed off may stand in its places again. */
  onResume?(id: string): void
  /** Told of every file when it begins to run, before its first statement. */
  onFile(file: WovenFile): void
  /** Told, soon after, of probes whose counts have changed. */
  onCounts(changed: ActiveProbe[]): void
}

/** What a probe evaluates at a site, compiled for the names that are in reach there. */
export interface Evaluation {
  condition: ((hit: Hit) => unknown) | null
  message: ((hit: Hit) => string) | null
  /** What its watches read; null where it has none. */
  watches?: ((hit: Hit) => unknown)[] | null
  /** What a metric point measures; null for other points. */
  measure?: Omit<Measure, 'begins'> | null
  /** It asks how long the call took. */
  usesDuration: boolean
}

/** Compiles the texts of a probe for one site. */
export type Compile = (probe: Probe, bind: (name: string) => ReadName | null) => Evaluation

/** The runtime of one thread: the woven files that run in it, and the probes that stand in them. */
export class Runtime {
  readonly host: Host
  readonly captureSetup: CaptureSetup
  readonly callbacks: RedactionCallbacks
  /** Limits the snapshots of all probes together. */
  readonly snapshots: TokenBucket
  readonly files: WovenFile[] = []
  /** A hit is being worked on. */
  striking = false
  /** Faults of our own at hits, which nobody in the program sees. */
  faults = 0
  lastFault: unknown = null
  /** Snapshots of calls that have not ended. */
  readonly waiting = new WaitingDrafts()
  /** Milliseconds that all probes took. */
  private spentMs = 0
  private warm = false
  private lastAt = -1
  private lastTimeText = ''
  private readonly probes = new Map<string, ActiveProbe>()
  /** The functions in which each probe stands. */
  private readonly places = new Map<string, Set<ArmedFunction>>()
  /** The same, for hits: to walk a Map calls what the program can replace. */
  private list: readonly ActiveProbe[] = []
  readonly outgoing: Outgoing
  private readonly budget: CpuBudget

  constructor(private readonly options: RuntimeOptions) {
    const { host, redaction, maxSnapshotsPerSecond } = options
    this.host = host
    this.callbacks = options.callbacks ?? {}
    this.captureSetup = new CaptureSetup(redaction, host)
    const limit = { limitPerSecond: maxSnapshotsPerSecond, burst: maxSnapshotsPerSecond }
    this.snapshots = new TokenBucket(limit, host.now())
    this.outgoing = new Outgoing(
      host,
      () => this.tellCounts(),
      (placement, at) => this.spend(placement, at, 1),
    )
    const share = options.cpuBudget ?? 'off'
    this.budget = new CpuBudget(share === 'off' ? Number.POSITIVE_INFINITY : share, host.now())
  }

  /** Makes the realm of a global object known to the woven files that will run in it. */
  install(global: object): Realm {
    const realm = new Realm(global, this)
    Object.defineProperty(global, Symbol.for(RUNTIME_KEY), { value: realm, configurable: true })
    return realm
  }

  /** A realm is over: its files are let go, and all that they hold. */
  leave(realm: Realm): void {
    for (let i = this.files.length - 1; i >= 0; i--) if (this.files[i]?.realm === realm) this.files.splice(i, 1)
    for (const functions of this.places.values()) {
      for (const fn of functions) if (fn.file.realm === realm) functions.delete(fn)
    }
  }

  /** What woven files call themselves and their sources, as paths. */
  pathsOf(names: readonly string[]): string[] {
    const { pathOf } = this.options
    const paths: string[] = []
    for (let i = 0; i < names.length; i++) {
      const name = names[i] as string
      paths[i] = pathOf === undefined ? name : pathOf(name)
    }
    return paths
  }

  /** A file begins to run. */
  add(file: WovenFile): void {
    this.files.push(file)
    this.options.onFile(file)
  }

  /** The probe with its counts; one that is set anew keeps them. */
  activate(spec: Probe): ActiveProbe {
    if (!this.warm) this.warmUp(spec)
    const known = this.probes.get(spec.id)
    const probe = new ActiveProbe(spec, this.host.now())
    if (known !== undefined) {
      probe.hitCount = known.hitCount
      probe.totalHits = known.totalHits
      probe.dropped = known.dropped
      probe.struck = known.struck
      probe.changed = known.changed
      probe.errors = known.errors
      probe.spentMs = known.spentMs
      probe.characters = known.characters
      // Sums of something else would be wrong.
      if (JSON.stringify(known.spec.metric) === JSON.stringify(spec.metric)) probe.sums = known.sums
      if (known.spec.rules?.armedBy === spec.rules?.armedBy) probe.waits = known.waits
    }
    const arming = spec.rules?.armedBy ?? null
    if (arming !== null && this.probes.get(arming)?.struck === true) {
      probe.waits = false
      this.noteCounts(probe)
    }
    this.probes.set(spec.id, probe)
    this.list = [...this.probes.values()]
    return probe
  }

  /** The first capture compiles code for some milliseconds, which no hit of the program should wait for. */
  private warmUp({ snapshot }: Probe): void {
    this.warm = true
    const sample = { text: 'a', number: 1, list: [{ flag: true }], map: new Map([[1, new Date(0)]]) }
    for (let i = 0; i < 20; i++) new Capture(this.captureSetup, snapshot, 10).value(sample)
    const Stack = this.host.stackClass(snapshot.maxFrames)
    if (Stack !== null) this.host.describeStack(new Stack(), 0)
  }

  /**
   * Puts a probe on a site and opens the gate of its function.
   *
   * @param begins a metric point takes the time from here on
   * @param source index of the original file that the events name, or null for the woven file itself
   */
  place(
    probe: ActiveProbe,
    file: WovenFile,
    ref: SiteRef,
    source: number | null,
    compile: Compile,
    begins = false,
  ): void {
    const fn = file.arm(ref.fn)
    const functions = this.places.get(probe.id) ?? new Set()
    this.places.set(probe.id, functions.add(fn))
    const { site } = ref
    const { condition, message, watches, measure, usesDuration } = compile(probe.spec, (name) =>
      this.bind(probe, fn, site, name),
    )
    const spot = {
      file: source === null ? file.path : (file.sources[source] ?? file.path),
      line: source === null ? site.generated.line : site.line,
      fn: fn.sites,
    }
    const placement: Placement = {
      probe,
      site,
      names: namesOfSite(fn, site),
      condition,
      message,
      watches: watchesOf(probe.spec.focus, watches ?? []),
      measure: measure == null ? null : { ...measure, begins },
      timed: (message === null && measure == null) || usesDuration,
      head: headText(probe.spec, spot),
      place: { probeId: probe.id, file: spot.file, line: spot.line },
      next: null,
    }
    fn.place(ref.index, placement)
  }

  /** Between two lines `$duration` is the time between them. */
  private bind(probe: ActiveProbe, fn: ArmedFunction, site: Site, name: string): ReadName | null {
    if (name !== '$duration' || (probe.spec.metric?.to ?? null) === null) return bindName(fn, site, name)
    return (hit) => takeElapsed(probe, hit, this.host.now())
  }

  /** Takes a probe away from every site; gates that nobody needs any more close. */
  displace(id: string): void {
    for (const fn of this.places.get(id) ?? []) if (fn.displace(id)) fn.file.disarm(fn)
    this.places.delete(id)
  }

  /** Takes a probe away for good. */
  remove(id: string): void {
    this.displace(id)
    this.probes.delete(id)
    this.list = [...this.probes.values()]
  }

  /** It has made as many events as it may. Its gate closes when the event loop turns, not inside the hit. */
  expire(probe: ActiveProbe): void {
    probe.expired = true
    this.host.soon(() => this.displace(probe.id))
  }

  /** It was hit for the first time: the probes that waited for that are on from now on. */
  arm(probe: ActiveProbe): void {
    probe.struck = true
    for (let i = 0; i < this.list.length; i++) {
      const other = this.list[i] as ActiveProbe
      if (!other.waits || other.spec.rules?.armedBy !== probe.id) continue
      other.waits = false
      this.noteCounts(other)
    }
  }

  /** Every probe with what it has counted. */
  counts(): readonly ActiveProbe[] {
    return this.list
  }

  /** Counts of a probe have changed; whoever wants to know is told soon. */
  noteCounts(probe: ActiveProbe): void {
    probe.changed = true
    this.outgoing.noteCounts()
  }

  private tellCounts(): void {
    const changed = this.counts().filter((probe) => probe.changed)
    for (const probe of changed) probe.changed = false
    this.options.onCounts(changed)
  }

  /**
   * Books what a probe took of the program's time. Over the budget the probe backs off, unless it took less than its
   * share: then another one is the cause. A metric point never does: a counter that misses hits is wrong.
   *
   * @param startedAt when the work began that is done now
   * @param times how often the same was done without being measured
   */
  spend(placement: Placement, startedAt: number, times: number): void {
    const { probe } = placement
    const now = this.host.now()
    const ms = (now - startedAt) * times
    probe.spentMs += ms
    this.spentMs += ms
    this.noteCounts(probe)
    if (!this.budget.book(ms, now) || probe.sums !== null || probe.backsOffMs !== null) return
    if (probe.spentMs * this.list.length >= this.spentMs) this.backOff(placement)
  }

  /** Its gates close when the event loop turns, not inside the hit, and open again after some seconds. */
  private backOff(placement: Placement): void {
    const { probe } = placement
    const ms = this.budget.recoveryMs
    probe.backsOffMs = ms
    this.noteCounts(probe)
    tellBackOff(placement, ms, this.budget.share, this)
    const isSame = (): boolean => this.probes.get(probe.id) === probe && !probe.expired
    this.host.soon(() => {
      if (isSame()) this.displace(probe.id)
    })
    this.host.later(ms, () => {
      probe.backsOffMs = null
      this.noteCounts(probe)
      if (isSame()) this.options.onResume?.(probe.id)
    })
  }

  noteFault(error: unknown): void {
    this.faults++
    this.lastFault = error
  }

  /** Runs something after some milliseconds, or when the program ends. */
  whenQuiet(ms: number, run: () => void): void {
    this.outgoing.whenQuiet(ms, run)
  }

  /**
   * Sends an event, soon.
   *
   * @param payload JSON text without braces
   * @param at milliseconds since 1970; now where it is left out
   */
  emit(
    name: EventName,
    payload: string,
    at = this.host.wallClock(),
    stack: CollectedStack | null = null,
    placement: Placement | null = null,
  ): void {
    if (placement !== null) placement.probe.characters += payload.length
    this.outgoing.add(`${OPENINGS[name]}${this.timeText(at)},"payload":{${payload}}`, stack, placement)
  }

  /** Hits come in bursts, so the last text is often the next one. */
  private timeText(at: number): string {
    if (at !== this.lastAt) {
      this.lastAt = at
      this.lastTimeText = integerText(at)
    }
    return this.lastTimeText
  }

  /**
   * Sends what there is, now; also what waits for the end of a second or of a call. `process.exit()` ends the program
   * inside calls that never end.
   */
  flush(): void {
    for (const draft of this.waiting.list()) sendDraft(draft, 'pending', null, 0, this)
    this.outgoing.flush(true)
  }

  /** The program is ending: sends what there is, and from now on each event at once, as nothing comes afterwards. */
  end(): void {
    this.flush()
    this.outgoing.sendAtOnce()
  }
}
