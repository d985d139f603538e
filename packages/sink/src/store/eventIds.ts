import { lastSequence, readMark, readNumber, writeMark } from './schema.js'
import type { Database } from './sqliteDriver.js'

/** Events whose ids are in memory before they move into the table: these take about 4 MB, and twice that at most. */
const GENERATION = 32_768

/** Ids moved for each that comes, so that a generation has moved when the next one is full. */
const MOVED_FOR_EACH = 1.25

/** First characters of ids that go into the table together. */
const PREFIX = 2

/** Ids of events that came one after another. */
class Generation {
  readonly sequences = new Map<string, number>()
  /** Sequences by the first characters of the id: their places in the table are close to each other. */
  private readonly groups = new Map<string, number[]>()

  add(id: string, sequence: number): void {
    this.sequences.set(id, sequence)
    const prefix = id.slice(0, PREFIX)
    const group = this.groups.get(prefix)
    if (group === undefined) this.groups.set(prefix, [sequence])
    else group.push(sequence)
  }

  /** Numbers of commits that failed are among them, and may be others' by now. */
  inGroups(): number[] {
    return [...this.groups.values()].flat()
  }

  last(): number {
    let last = 0
    for (const sequence of this.sequences.values()) if (sequence > last) last = sequence
    return last
  }
}

/**
 * Tells which ids are kept. They are random: in an index each would change a page of its own, and a commit would write
 * four kilobytes for every event. So the newest ones stay in memory, and of the generation before them each commit moves
 * some that lie side by side into the table. What has not moved yet is read from the events when the store is opened.
 */
export class EventIds {
  private newest = new Generation()
  private moving = new Generation()
  private toMove: number[] = []
  /** How many of them have moved, and will have when the commit under way succeeds. */
  private moved = 0
  private movedNext = 0
  /** The oldest event that is kept. */
  private first = 0
  /** Of the commit under way: ids that the table holds, and those that were added. */
  private found = new Set<string>()
  private added: string[] = []
  private readonly find
  private readonly findOne
  private readonly move

  constructor(private readonly database: Database) {
    this.find = database.prepare('SELECT i.id FROM json_each(?) j CROSS JOIN ids i ON i.id = j.value')
    this.findOne = database.prepare('SELECT sequence FROM ids WHERE id = ?')
    this.move = database.prepare(
      'INSERT OR REPLACE INTO ids (id, sequence) SELECT e.id, e.sequence FROM json_each(?) j CROSS JOIN events e ON e.sequence = j.value',
    )
    const settled = readMark(database, 'settled')
    const rest = database.prepare('SELECT id, sequence FROM events WHERE sequence > ?').all(settled)
    for (const { id, sequence } of rest as { id: string; sequence: number }[]) this.newest.add(id, sequence)
    this.noteRemoved()
  }

  /** The number of the event with this id; null: none is kept. */
  sequenceOf(id: string): number | null {
    const recent = this.newest.sequences.get(id) ?? this.moving.sequences.get(id)
    if (recent !== undefined && recent >= this.first) return recent
    const row = this.findOne.get(id) as { sequence: number } | undefined
    return row === undefined ? null : Number(row.sequence)
  }

  /** Begins a commit that may bring these ids. */
  begin(ids: readonly string[]): void {
    this.movedNext = this.moved
    const rows = this.find.all(JSON.stringify(ids)) as { id: string }[]
    this.found = new Set(rows.map(({ id }) => id))
  }

  /** Whether the event of an id that `begin` was told of is kept. */
  has(id: string): boolean {
    const recent = this.newest.sequences.get(id) ?? this.moving.sequences.get(id)
    return (recent !== undefined && recent >= this.first) || this.found.has(id)
  }

  add(id: string, sequence: number): void {
    this.newest.add(id, sequence)
    this.added.push(id)
  }

  /** Moves some ids into the table, within the commit; to be called when all have been added. */
  moveSome(): void {
    if (this.moved === this.toMove.length) return
    this.movedNext = Math.min(this.moved + Math.ceil(this.added.length * MOVED_FOR_EACH), this.toMove.length)
    this.move.run(JSON.stringify(this.toMove.slice(this.moved, this.movedNext)))
    if (this.movedNext === this.toMove.length) writeMark(this.database, 'settled', this.moving.last())
  }

  /** The commit has succeeded. */
  keep(): void {
    this.added = []
    this.moved = this.movedNext
    if (this.moved < this.toMove.length) return
    if (this.toMove.length > 0) {
      this.moving = new Generation()
      this.toMove = []
      this.moved = 0
    }
    if (this.newest.sequences.size < GENERATION) return
    this.moving = this.newest
    this.newest = new Generation()
    this.toMove = this.moving.inGroups()
  }

  /** The commit has failed. */
  undo(): void {
    for (const id of this.added) this.newest.sequences.delete(id)
    this.added = []
  }

  /** Events were removed, the oldest ones. */
  noteRemoved(): void {
    this.first = readNumber(this.database, 'SELECT min(sequence) FROM events') || lastSequence(this.database) + 1
  }
}
