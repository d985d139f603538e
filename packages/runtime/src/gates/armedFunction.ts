import type { FunctionSites } from '@debugin/protocol'
import type { Placement } from '../hits/placement'
import { strike, takeSnapshots } from '../hits/strike'
import { Frame } from './frame'
import type { WovenFile } from './wovenFile'

/** What an open gate holds: woven code calls it at its statements, and calls `begin` when a call begins. */
export interface Gate {
  /** @returns the frame of the call, made now if the call began before the gate was opened */
  (site: number, frame: Frame | 0 | undefined, ...values: unknown[]): Frame | undefined
  begin(): Frame
}

/** A function with an open gate. */
export class ArmedFunction {
  readonly sites: FunctionSites
  /** 1 where a probe stands, by site; what a twin looks at before every statement. */
  readonly on: Uint8Array
  readonly gate: Gate
  /** The host's clock. */
  readonly ticks: () => bigint
  /** A probe here wants to know how long calls take, so that frames note when they begin. */
  timed = false
  /** The first probe at each site; an element for each, so that no store calls a setter of Array.prototype. */
  private readonly placements: (Placement | null)[]

  constructor(
    readonly file: WovenFile,
    readonly index: number,
  ) {
    this.sites = file.table.functions.at(index) as FunctionSites
    this.on = new Uint8Array(this.sites.sites.length)
    this.placements = this.sites.sites.map(() => null)
    this.ticks = file.realm.runtime.host.ticks
    this.gate = createGate(this)
  }

  /** Whether calls tell of their end. */
  get hasExit(): boolean {
    return this.sites.exit !== 'none'
  }

  /** The first probe at a site; the others follow it. */
  at(site: number): Placement | null {
    return this.placements[site] as Placement | null
  }

  place(site: number, placement: Placement): void {
    placement.next = this.at(site)
    this.placements[site] = placement
    this.on[site] = 1
    this.timed ||= placement.timed
  }

  /** Takes the probe away everywhere; true when no probe is left in the function. */
  displace(probeId: string): boolean {
    let left = 0
    this.timed = false
    for (const [site, first] of this.placements.entries()) {
      if (first === null) continue
      const kept = [...chain(first)].filter((placement) => placement.probe.id !== probeId)
      this.placements[site] = null
      this.on[site] = 0
      for (const placement of kept.reverse()) this.place(site, placement)
      left += kept.length
    }
    return left === 0
  }
}

function* chain(first: Placement): Generator<Placement> {
  for (let placement: Placement | null = first; placement !== null; placement = placement.next) yield placement
}

function createGate(fn: ArmedFunction): Gate {
  const gate = (site: number, frame: Frame | 0 | undefined, ...values: unknown[]): Frame | undefined => {
    if (fn.on[site] !== 1) return frame === 0 ? undefined : frame
    const at = frame === 0 ? null : (frame ?? new Frame(fn))
    const due = strike(fn, site, at, values, null)
    if (due !== null) takeSnapshots(due, new due.Stack())
    return at ?? undefined
  }
  gate.begin = () => new Frame(fn)
  return gate
}
