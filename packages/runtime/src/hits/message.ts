import { quote } from '../capture/quote'
import type { Runtime } from '../runtime'
import { countsText } from './counts'
import type { Placement } from './placement'
import { spanText } from './span'
import { redactMessage } from './withhold'

/** Sends the message of a logpoint. */
export function sendMessage(placement: Placement, message: string, runtime: Runtime): void {
  const { probe, head } = placement
  const shown = redactMessage(message, placement, runtime)
  if (shown === null) return
  const span = spanText(runtime.host)
  const template = quote(probe.spec.message?.source ?? '')
  const text = `"conditionResult":true,"message":${quote(shown)},"messageTemplate":${template}`
  runtime.emit(
    'probe.hit.logpoint',
    `${head},${text},${countsText(probe)}${span === null ? '' : `,${span}`}`,
    undefined,
    null,
    placement,
  )
}
