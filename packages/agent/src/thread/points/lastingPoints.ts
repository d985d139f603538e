import type { ResolvedAgentOptions } from '../../options'
import { KeptPoints, type KeptPointsState } from './keptPoints'
import type { PointBook } from './pointBook'
import { ProbesFile, type ProbesFileEntry, type ProbesFileState } from './probesFile'

/** The points that are there from the start: those kept from the last one, and those of the file of probes. */
export interface LastingPoints {
  /**
   * Sets them, before the program's first file is loaded.
   *
   * @throws DebugInError when the file of probes cannot be used
   */
  load(): void
  /** Goes on where another process has set them. */
  goOn(saved: ProbesFileEntry[]): void
  /** What `goOn` takes. */
  saved(): ProbesFileEntry[]
  /** Ends watching, and writes what is not yet kept. */
  stop(): void
  state(): { probesFile: ProbesFileState | null; persist: KeptPointsState | null }
}

export function createLastingPoints(
  { probesFile: probesPath, persist }: ResolvedAgentOptions,
  points: PointBook,
): LastingPoints {
  const say = (message: string): void => void process.stderr.write(`[debugin] ${message}\n`)
  const probesFile = probesPath === null ? null : new ProbesFile(probesPath, points, say)
  const kept = persist === null ? null : new KeptPoints(persist, points, say)
  let unwatch: () => void = () => {}
  let begun = false
  /** Several processes of one tree may load them. */
  function begin(): void {
    if (!begun && probesFile !== null) unwatch = probesFile.watch()
    begun = true
  }
  return {
    load() {
      if (!begun) kept?.restore()
      begin()
      probesFile?.load()
    },
    goOn(saved) {
      kept?.goOn()
      probesFile?.goOn(saved)
      begin()
    },
    saved: () => probesFile?.saved() ?? [],
    stop() {
      unwatch()
      kept?.flush()
    },
    state: () => ({ probesFile: probesFile?.state() ?? null, persist: kept?.state() ?? null }),
  }
}
