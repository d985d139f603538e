import { EVENT_NAMES, type EventName, type FunctionSites, type Probe } from '@debugin/protocol'
import { quote } from '../capture/quote'

/** How the text of an event of each name begins, up to its time. */
export const OPENINGS = Object.fromEntries(EVENT_NAMES.map((name) => [name, `{"name":"${name}","at":`])) as Readonly<
  Record<EventName, string>
>

/** Where a probe stands, as its events name it. */
export interface Spot {
  /** The file that people know: the original one. */
  file: string
  /** 1-based. */
  line: number
  fn: FunctionSites
}

/** JSON text of what every event of a probe begins with, without braces. It never changes, so it is made once. */
export function headText(probe: Probe, { file, line, fn }: Spot): string {
  const { condition } = probe
  return [
    `"probeId":${quote(probe.id)}`,
    `"probeType":"${probe.type}"`,
    `"file":${quote(file)}`,
    `"line":${line}`,
    `"method":${fn.name === '' ? 'null' : quote(fn.name)}`,
    `"className":${fn.className === null ? 'null' : quote(fn.className)}`,
    `"condition":${condition === null ? 'null' : quote(condition.source)}`,
    `"conditionEvaluated":${condition !== null}`,
  ].join(',')
}
