import type { Site } from '@debugin/protocol'
import type { EventPlace } from '../redact/callbacks'
import type { ActiveProbe } from './activeProbe'
import type { Hit } from './hit'
import type { Measure } from './measure'
import type { SiteNames } from './names'
import type { Watch } from './watches'

/** A probe at one site, with all that does not change from hit to hit. */
export interface Placement {
  probe: ActiveProbe
  site: Site
  names: SiteNames
  /** Decides whether a hit counts; throws what went wrong. Null: every hit does. */
  condition: ((hit: Hit) => unknown) | null
  /** Makes the text of a logpoint; never throws. Null for a tracepoint. */
  message: ((hit: Hit) => string) | null
  /** Null where the point has none. */
  watches: readonly Watch[] | null
  /** What a metric point does here; null for other points. */
  measure: Measure | null
  /** It wants to know how long calls take. */
  timed: boolean
  /** JSON text of what every event of the probe at this site begins with, without its braces. */
  head: string
  /** The same for the program's own redaction. */
  place: EventPlace
  /** The next probe at the same site. */
  next: Placement | null
}
