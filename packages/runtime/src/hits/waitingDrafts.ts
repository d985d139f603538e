import type { Draft } from './draft'

/**
 * Snapshots of calls that have not ended. A list through the drafts themselves: a Set that grows and shrinks with
 * every call makes its table anew each time.
 */
export class WaitingDrafts {
  size = 0
  private first: Draft | null = null

  add(draft: Draft): void {
    draft.waits = true
    draft.after = this.first
    if (this.first !== null) this.first.before = draft
    this.first = draft
    this.size++
  }

  /** Whether it waited until now. */
  delete(draft: Draft): boolean {
    if (!draft.waits) return false
    const { before, after } = draft
    if (before === null) this.first = after
    else before.after = after
    if (after !== null) after.before = before
    draft.waits = false
    draft.before = null
    draft.after = null
    this.size--
    return true
  }

  /** All of them, the latest first. */
  list(): Draft[] {
    const drafts: Draft[] = []
    for (let draft = this.first; draft !== null; draft = draft.after) drafts.push(draft)
    return drafts
  }
}
