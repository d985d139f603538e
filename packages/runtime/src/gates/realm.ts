import type { Runtime } from '../runtime'
import { defineGate } from './globalGate'
import { type Reader, type SetGate, WovenFile } from './wovenFile'

/**
 * What woven files of one realm find as `globalThis[Symbol.for('debugin.runtime')]`. `vm` contexts are realms of
 * their own, with a global object of their own.
 */
export class Realm {
  private readonly files = new Map<string, WovenFile>()

  constructor(
    readonly global: object,
    readonly runtime: Runtime,
  ) {}

  /** Called by a woven file before anything else in it runs. Never throws: a fault of ours is not the file's. */
  register(
    prefix: string,
    count: number,
    files: readonly string[],
    packed: string,
    reader: Reader,
    setGate: SetGate | null = null,
  ): void {
    if (setGate === null) for (let fn = 0; fn < count; fn++) defineGate(this.global, prefix + fn.toString(36))
    try {
      const known = this.files.get(prefix)
      if (known !== undefined) {
        known.refresh(reader, setGate)
        return
      }
      const file = new WovenFile(this, prefix, this.runtime.pathsOf(files), packed, reader, setGate)
      this.files.set(prefix, file)
      this.runtime.add(file)
    } catch (error) {
      // Its gates are defined and stay closed.
      this.runtime.noteFault(error)
    }
  }
}
