import { type SiteTable, unpackSiteTable } from '@debugin/protocol'
import { ArmedFunction } from './armedFunction'
import { closeGate, openGate } from './globalGate'
import type { Realm } from './realm'

/** Gives the value of a name by its index; throws while that name is not initialised. */
export type Reader = (index: number) => unknown

/** Sets a gate that is a variable of the module. */
export type SetGate = (fn: number, value: unknown) => void

/** One file that registered itself. */
export class WovenFile {
  /** The file as it was named when it was woven. */
  readonly path: string
  /** The original files that its text came from; the file itself where it came without a source map. */
  readonly sources: readonly string[]
  private decoded: SiteTable | null = null
  /** Functions with open gates; null while there was none, as in most files ever. */
  private armed: Map<number, ArmedFunction> | null = null

  constructor(
    readonly realm: Realm,
    readonly prefix: string,
    /** The file itself, then its sources where they are others. */
    files: readonly string[],
    private readonly packed: string,
    /** Gives the names of the module itself. */
    public readModule: Reader,
    private setGate: SetGate | null,
  ) {
    this.path = files[0] as string
    this.sources = files.length === 1 ? files : files.slice(1)
  }

  /**
   * Its sites, decoded when somebody first asks.
   *
   * @throws Error when it was woven by another version
   */
  get table(): SiteTable {
    this.decoded ??= unpackSiteTable(this.packed, this.path, this.sources)
    return this.decoded
  }

  /** The packed table as the file holds it. */
  get packedTable(): string {
    return this.packed
  }

  /** The same file ran again: a cleared `require.cache`, a second import with another query. */
  refresh(reader: Reader, setGate: SetGate | null): void {
    this.readModule = reader
    this.setGate = setGate
    for (const [fn, armed] of this.armed ?? []) this.set(fn, armed.gate)
  }

  /** The function whose gate has that number, opened if it is not open yet. */
  arm(fn: number): ArmedFunction {
    this.armed ??= new Map()
    const known = this.armed.get(fn)
    if (known !== undefined) return known
    const armed = new ArmedFunction(this, fn)
    this.armed.set(fn, armed)
    this.set(fn, armed.gate)
    return armed
  }

  /** Closes the gate of a function that holds no probe any more. */
  disarm({ index }: ArmedFunction): void {
    this.armed?.delete(index)
    this.set(index, false)
  }

  private set(fn: number, value: unknown): void {
    if (this.setGate !== null) {
      this.setGate(fn, value)
      return
    }
    const name = this.prefix + fn.toString(36)
    if (value === false) closeGate(this.realm.global, name)
    else openGate(this.realm.global, name, value)
  }
}
