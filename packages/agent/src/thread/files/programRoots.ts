import { createFileFilter, type FileFilter, type FileSelection } from '../../load/filter'
import { normalPath } from './paths'

/**
 * The folders that processes of one tree have for their roots, each with what is woven there: `npm start` is a process
 * of its own, with npm's folder.
 */
export class ProgramRoots {
  /** Absolute; the owner's own comes first. */
  readonly folders: string[] = []
  /** Asks the filter of the innermost root that a path is below. */
  readonly filter: FileFilter
  private readonly filters = new Map<string, FileFilter>()

  constructor(own: FileSelection) {
    this.add(own)
    const filterOf = (path: string): FileFilter => this.filters.get(this.rootOf(path)) as FileFilter
    this.filter = Object.assign((path: string, readText?: () => string) => filterOf(path)(path, readText), {
      names: (path: string) => filterOf(path).names(path),
    })
  }

  /** Two processes with one root select alike, as far as anybody asks: the first counts. */
  add(selection: FileSelection): void {
    const { root } = selection
    if (this.filters.has(root)) return
    this.folders.push(root)
    this.filters.set(root, createFileFilter(selection))
  }

  private rootOf(path: string): string {
    const around = this.folders.filter((folder) => path.startsWith(`${normalPath(folder)}/`))
    return around.sort((a, b) => b.length - a.length)[0] ?? (this.folders[0] as string)
  }
}
