import type { FileFilter } from './filter'
import { type LoadedFile, type WeaveReport, weaveFile } from './weaveFile'

/** Turns the text of a file that is about to run into its woven text, or leaves it. */
export interface Loader {
  weave(file: LoadedFile): string
}

/**
 * @param report is told of every file that was looked at and not filtered out
 * @param noteLoading is told that a file is being loaded, before and after it was looked at
 */
export function createLoader(
  filter: FileFilter,
  report: (report: WeaveReport) => void,
  noteLoading: () => void = () => {},
): Loader {
  let busy = false
  return {
    weave(file) {
      noteLoading()
      // What weaving itself loads is not woven: the parser is not there yet.
      if (busy || filter(file.path) !== null) return file.source
      busy = true
      try {
        const woven = weaveFile(file, mapsAreRead())
        if (woven === null) return file.source
        report(woven.report)
        return woven.code
      } catch {
        return file.source
      } finally {
        busy = false
        noteLoading()
      }
    },
  }
}

/** Node reads source maps only when told to, and a map nobody reads costs a third of the text. */
function mapsAreRead(): boolean {
  const { sourceMapsEnabled } = process as { sourceMapsEnabled?: boolean }
  if (sourceMapsEnabled !== undefined) return sourceMapsEnabled
  const flags = [...process.execArgv, ...(process.env.NODE_OPTIONS ?? '').split(/\s+/)]
  return flags.includes('--enable-source-maps')
}
