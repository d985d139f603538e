import { afterAll } from 'vitest'
import { flushHits } from '../program/inProcess.js'
import '../register.js'

/** Far longer than it takes: it ends by itself, whatever becomes of the sink. */
const LONGEST_MS = 60_000

/**
 * A setup file for Vitest (`setupFiles: ['@debugin/agent/vitest']`): starts the agent where tests run, as
 * `@debugin/agent/register` does, and lets no file of tests end before its hits have arrived. Vitest ends the processes
 * of its pools by a signal as soon as the last file is done.
 */
afterAll(flushHits, LONGEST_MS)
