import { normalPath } from '../files/paths'
import type { FileNews } from './desk'

/** Which files one process runs woven, and which it left as they are. */
export class MemberFiles {
  private readonly refusals = new Map<string, string | null>()

  note({ woven }: FileNews): void {
    for (const { path, refused } of woven) this.refusals.set(normalPath(path), refused)
  }

  counts(): { woven: number; skipped: { file: string; reason: string }[] } {
    const skipped = [...this.refusals].flatMap(([file, reason]) => (reason === null ? [] : [{ file, reason }]))
    return { woven: this.refusals.size - skipped.length, skipped }
  }
}
