import { EVENT_NAMES, type EventName } from '@debugin/protocol'
import { InvalidArgumentError } from 'commander'

/** Short words for names of events. */
const GROUPS: Readonly<Record<string, readonly EventName[]>> = {
  snapshot: ['probe.hit.snapshot'],
  log: ['probe.hit.logpoint'],
  logpoint: ['probe.hit.logpoint'],
  error: ['probe.error.condition', 'probe.error.snapshot', 'probe.error.rateLimit'],
  status: ['agent.status.started', 'agent.status.stopped'],
}

/**
 * Reads the name of an event, or a short word for one or several, and adds them to those named before.
 *
 * @throws InvalidArgumentError listing what there is
 */
export function gatherTypes(text: string, before: readonly EventName[] | undefined): EventName[] {
  const exact = EVENT_NAMES.find((name) => name === text)
  const names = exact === undefined ? (Object.hasOwn(GROUPS, text) ? GROUPS[text] : undefined) : [exact]
  if (names !== undefined) return [...(before ?? []), ...names]
  throw new InvalidArgumentError(`It takes snapshot, log, error, status, or one of ${EVENT_NAMES.join(', ')}.`)
}
