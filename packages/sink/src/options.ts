import { DebugInError } from '@debugin/protocol'
import { invalidField, nearestName } from '@debugin/protocol/checks'
import type { EventStore } from './store/eventStore.js'

/** How a sink runs; every option has a default. */
export interface SinkOptions {
  /** The address to listen on. Others than loopback let the network read what programs captured. Default 127.0.0.1. */
  host?: string | undefined
  /** 0: any free one. Default 4317. */
  port?: number | undefined
  /** Names beside localhost under which a sink on loopback may be called. Default none. */
  allowedHosts?: readonly string[] | undefined
  /** Events kept in memory. Default 10,000. */
  capacity?: number | undefined
  /** Bytes of events kept in memory. Default 64 MiB. */
  capacityBytes?: number | undefined
  /** Bytes of one body. Default 8 MiB. */
  maxBodyBytes?: number | undefined
  /** Live streams at once. Default 100. */
  maxStreams?: number | undefined
  /** Milliseconds of silence after which a live stream sends a comment. Default 15,000. */
  heartbeatMs?: number | undefined
  /** Where events are kept; null: in memory, within `capacity` and `capacityBytes`. Default null. */
  store?: EventStore | null | undefined
}

/** Options with nothing left open. */
export type ResolvedSinkOptions = { [Key in keyof SinkOptions]-?: Exclude<SinkOptions[Key], undefined> }

export const DEFAULT_SINK_OPTIONS: Readonly<ResolvedSinkOptions> = Object.freeze({
  host: '127.0.0.1',
  port: 4317,
  allowedHosts: [],
  capacity: 10_000,
  capacityBytes: 64 * 1024 * 1024,
  maxBodyBytes: 8 * 1024 * 1024,
  maxStreams: 100,
  heartbeatMs: 15_000,
  store: null,
})

interface Rule {
  expected: string
  accepts(value: unknown): boolean
}

const RULES: { readonly [Key in keyof ResolvedSinkOptions]: Rule } = {
  host: { expected: 'an address or host name', accepts: isFilled },
  port: wholeNumber(0, 65_535),
  allowedHosts: {
    expected: 'an array of host names',
    accepts: (value) => Array.isArray(value) && value.every(isFilled),
  },
  capacity: wholeNumber(1, 10_000_000),
  capacityBytes: wholeNumber(1, Number.MAX_SAFE_INTEGER),
  maxBodyBytes: wholeNumber(1, 256 * 1024 * 1024),
  maxStreams: wholeNumber(0, 100_000),
  heartbeatMs: wholeNumber(1, 2 ** 31 - 1),
  store: { expected: 'an EventStore or null', accepts: (value) => typeof value === 'object' },
}

/**
 * Fills in the defaults; an option that is `undefined` counts as absent.
 *
 * @throws DebugInError INVALID_OPTION for an unknown key, naming the nearest, or a value that does not fit
 */
export function resolveSinkOptions(options: SinkOptions = {}): ResolvedSinkOptions {
  const resolved: Record<string, unknown> = { ...DEFAULT_SINK_OPTIONS }
  for (const [name, value] of Object.entries(options)) {
    if (!isOption(name)) {
      const nearest = nearestName(name, Object.keys(RULES))
      const text = `The sink has no option "${name}"; the nearest is "${nearest}"`
      throw new DebugInError('INVALID_OPTION', text, { option: name, nearest })
    }
    if (value === undefined) continue
    const { expected, accepts } = RULES[name]
    if (!accepts(value)) {
      const { message, details } = invalidField(`The option ${name}`, value, expected)
      throw new DebugInError('INVALID_OPTION', message, { ...details, field: undefined, option: name })
    }
    resolved[name] = value
  }
  return resolved as unknown as ResolvedSinkOptions
}

function isOption(name: string): name is keyof ResolvedSinkOptions {
  return Object.hasOwn(RULES, name)
}

function isFilled(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

function wholeNumber(least: number, most: number): Rule {
  return {
    expected: `a whole number from ${least} to ${most}`,
    accepts: (value) => Number.isInteger(value) && (value as number) >= least && (value as number) <= most,
  }
}
