import type { Point, PointType } from '@debugin/protocol'
import type { Place } from '../arguments/place.js'
import type { PointOptions, SnapshotOptions } from '../arguments/pointOptions.js'
import { type FollowedEvent, followEvents } from '../client/followEvents.js'
import type { Service } from '../client/http.js'
import { findPoints, type NewPointSettings, setPoint } from '../client/points.js'
import { findControlApi, findSink } from '../client/services.js'
import { createEventPrinter } from '../print/eventPrinter.js'
import { fieldsOf, numberOf } from '../print/fields.js'
import { lookFor } from '../print/look.js'
import { notice } from '../print/notice.js'
import { printNewPoint } from '../print/point.js'

/**
 * Sets a point and says what was set; with `tail` stays and prints its events until as many are there as it may make.
 *
 * @throws DebugInError as the API answers
 */
export async function announcePoint(
  type: PointType,
  place: Place,
  settings: NewPointSettings,
  options: PointOptions & SnapshotOptions,
): Promise<void> {
  // Followed before the point is set, so that its first event is not missed.
  const events = options.tail === true ? await followEvents({ sinkUrl: (await findSink(options)).url, notice }) : null
  const point = await setOne(findControlApi(options), type, place, settings).catch(async (error: unknown) => {
    await events?.return()
    throw error
  })
  process.stdout.write(`${options.json ? JSON.stringify(point) : printNewPoint(point, lookFor(process.stdout))}\n`)
  if (events !== null) await printEvents(events, point.id, options)
}

/** A point that arms this one may be named by the beginning of its id, as everywhere. */
async function setOne(api: Service, type: PointType, place: Place, settings: NewPointSettings): Promise<Point> {
  const { armedBy } = settings
  if (armedBy === undefined || armedBy === null) return await setPoint(api, type, place, settings)
  const [arming] = await findPoints(api, [armedBy])
  return await setPoint(api, type, place, { ...settings, armedBy: (arming as Point).id })
}

async function printEvents(
  events: AsyncIterable<FollowedEvent>,
  id: string,
  options: PointOptions & SnapshotOptions,
): Promise<void> {
  const print = createEventPrinter(process.stdout, options)
  const { maxHits = Number.POSITIVE_INFINITY } = options
  for await (const followed of events) {
    const { probeId, hitCount } = fieldsOf(followed.event.payload)
    if (probeId !== id) continue
    print(followed)
    if ((numberOf(hitCount) ?? 0) >= maxHits) return
  }
}
