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
  /**
   * Where events are kept: `memory`, the path of a SQLite file that is made where there is none, or a store of the
   * caller's. Default memory: nothing is written that nobody asked for.
   */
  store?: EventStore | string | undefined
  /** Events kept; null: 10,000 in memory, and no such bound in a file. Default null. */
  capacity?: number | null | undefined
  /** Bytes of events kept in memory. Default 64 MiB. */
  capacityBytes?: number | undefined
  /** Milliseconds that a file keeps an event; null: for ever. Default seven days. */
  retainMs?: number | null | undefined
  /** Bytes that a file may take; null: no bound. Default 1 GiB. */
  retainBytes?: number | null | undefined
  /**
   * Whether a file waits for the disk before an event is answered for. Without it events outlive the sink, however it
   * ends, but not the machine: those of its last seconds are lost with the power. Default false.
   */
  sync?: boolean | undefined
  /** Secrets (`whsec_…`) with one of which events must be signed. Default none: unsigned events are taken. */
  signingSecrets?: readonly string[] | undefined
  /** Bytes of one body, inflated. Default 8 MiB. */
  maxBodyBytes?: number | undefined
  /** Bytes of all bodies that are being taken at once; beyond them callers are told to come back. Default 64 MiB. */
  maxPendingBytes?: number | undefined
  /** Live streams at once. Default 100. */
  maxStreams?: number | undefined
  /** Milliseconds of silence after which a live stream sends a comment. Default 15,000. */
  heartbeatMs?: number | undefined
}

/** Options with nothing left open. */
export type ResolvedSinkOptions = { [Key in keyof SinkOptions]-?: Exclude<SinkOptions[Key], undefined> }

export const DEFAULT_SINK_OPTIONS: Readonly<ResolvedSinkOptions> = Object.freeze({
  host: '127.0.0.1',
  port: 4317,
  allowedHosts: [],
  store: 'memory',
  capacity: null,
  capacityBytes: 64 * 1024 * 1024,
  retainMs: 7 * 24 * 3_600_000,
  retainBytes: 1024 * 1024 * 1024,
  sync: false,
  signingSecrets: [],
  maxBodyBytes: 8 * 1024 * 1024,
  maxPendingBytes: 64 * 1024 * 1024,
  maxStreams: 100,
  heartbeatMs: 15_000,
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
  store: {
    expected: 'memory, the path of a file, or an EventStore',
    accepts: (value) => isFilled(value) || (typeof value === 'object' && value !== null),
  },
  capacity: orNull(wholeNumber(1, 10_000_000)),
  capacityBytes: wholeNumber(1, Number.MAX_SAFE_INTEGER),
  retainMs: orNull(wholeNumber(1, Number.MAX_SAFE_INTEGER)),
  retainBytes: orNull(wholeNumber(1, Number.MAX_SAFE_INTEGER)),
  sync: { expected: 'true or false', accepts: (value) => typeof value === 'boolean' },
  signingSecrets: {
    expected: 'an array of texts that begin with whsec_',
    accepts: (value) => Array.isArray(value) && value.every(isFilled),
  },
  maxPendingBytes: wholeNumber(1, Number.MAX_SAFE_INTEGER),
  maxBodyBytes: wholeNumber(1, 256 * 1024 * 1024),
  maxStreams: wholeNumber(0, 100_000),
  heartbeatMs: wholeNumber(1, 2 ** 31 - 1),
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

function orNull({ expected, accepts }: Rule): Rule {
  return { expected: `${expected}, or null`, accepts: (value) => value === null || accepts(value) }
}

function wholeNumber(least: number, most: number): Rule {
  return {
    expected: `a whole number from ${least} to ${most}`,
    accepts: (value) => Number.isInteger(value) && (value as number) >= least && (value as number) <= most,
  }
}
