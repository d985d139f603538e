import type { PointOrigin, PointSettings, PointType } from '@debugin/protocol'
import { parseTexts } from './parseTexts'
import { NOTHING_COUNTED, type PointRecord } from './pointRecord'

/** A point as it is written down: plain data. */
export interface SavedPoint {
  id: string
  type: PointType
  setBy: PointOrigin
  settings: PointSettings
  file: string
  /** ISO time. */
  created: string
  timeUp: boolean
  expired: boolean
  waits: boolean
}

export function savePoint({ id, type, setBy, settings, target, created, timeUp, counts }: PointRecord): SavedPoint {
  const { expired, waits } = counts
  return { id, type, setBy, settings, file: target.file, created: created.toISOString(), timeUp, expired, waits }
}

/** The point as it was, its place still to be found and its counts still to be told. */
export function restorePoint({
  id,
  type,
  setBy,
  settings,
  file,
  created,
  timeUp,
  expired,
  waits,
}: SavedPoint): PointRecord {
  return {
    id,
    type,
    setBy,
    settings,
    parsed: parseTexts(settings),
    target: { file, line: null, loaded: false, refusal: null },
    created: new Date(created),
    counts: { ...NOTHING_COUNTED, id, expired, waits },
    timeUp,
    refused: null,
    timer: null,
  }
}
