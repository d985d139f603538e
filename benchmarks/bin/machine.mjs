import { cpus, loadavg } from 'node:os'

/** The machine as it is now: what its CPU is, how many cores, and how much already ran on it in the last minute. */
export function describeMachine() {
  return `${cpus()[0]?.model ?? 'unknown CPU'} × ${cpus().length}, load ${loadavg()[0].toFixed(1)}`
}
