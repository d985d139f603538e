import type { FreshEntry } from './cache/cacheWriter'
import { openCacheReader } from './cache/readEntry'
import type { FileFilter } from './filter'
import { packageInPath } from './packages'
import { type LoadedFile, leftReport, requestWeave, type WeaveReport, type WeaveRequest, weaveFile } from './weaveFile'

/** Turns the text of a file that is about to run into its woven text, or leaves it. */
export interface Loader {
  weave(file: LoadedFile): string
}

/** Is told of every file that was looked at, packages that are left alone apart; `fresh`: what the cache should keep. */
export type TellWoven = (report: WeaveReport, fresh: FreshEntry | null) => void

/**
 * @param cacheDir null: nothing is kept
 * @param noteLoading is told that a file is being loaded, before and after it was looked at
 */
export function createLoader(
  filter: FileFilter,
  cacheDir: string | null,
  tell: TellWoven,
  noteLoading: () => void = () => {},
): Loader {
  const cache = openCacheReader(cacheDir)
  let busy = false
  return {
    weave(file) {
      noteLoading()
      // What weaving itself loads is not woven: the parser is not there yet.
      if (busy) return file.source
      busy = true
      try {
        const reason = filter(file.path, () => file.source)
        if (reason !== null) {
          // Packages have thousands of files; the reason is known without looking.
          if (packageInPath(file.path) === null) tell(leftReport(file, reason), null)
          return file.source
        }
        const request = requestWeave(file, mapsAreRead(), filter.names(file.path))
        return request === null ? file.source : weave(request)
      } catch {
        return file.source
      } finally {
        busy = false
        noteLoading()
      }
    },
  }

  function weave(request: WeaveRequest): string {
    const key = cache?.keyOf(request)
    const known = key === undefined ? null : (cache?.read(key, request) ?? null)
    const { code, report, lasting } = known ?? weaveFile(request)
    tell(report, known === null && lasting && key !== undefined ? { key, code } : null)
    return code
  }
}

/** Maps are read where somebody said so, and a map nobody reads costs a third of the text. */
function mapsAreRead(): boolean {
  startFlags ??= [...process.execArgv, ...(process.env.NODE_OPTIONS ?? '').split(/\s+/)]
  // A debugger shows the original text by it, and finds the twins in which a breakpoint has to stand, too.
  isInspected ??= startFlags.some((flag) => /^--inspect(?:-brk|-wait)?(?:=|$)/.test(flag))
  if (isInspected) return true
  const { sourceMapsEnabled } = process as { sourceMapsEnabled?: boolean }
  return sourceMapsEnabled ?? startFlags.includes('--enable-source-maps')
}

/** What Node was started with, whatever the program makes of its environment since. */
let startFlags: string[] | undefined
let isInspected: boolean | undefined
