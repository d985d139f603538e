/**
 * All of the agent that runs in the program, but for the compiler, which is loaded when a file has to be woven. The build
 * makes one file of it (`scripts/bundle.mjs`): to load nearly two hundred small ones takes twice as long. Whoever is loaded
 * into the program takes it from here, so that everything is there once.
 */
export { isWoven } from '@debugin/compiler/isWoven'
export { ControlAPI } from '../controlApi'
export { compilerVersion, loadCompiler } from '../load/compiler'
export { isOwnFile } from '../load/filter'
export { RateLimiter } from '../rateLimiter'
export { flushHits, getInstance, start, stop } from '../start'
export { version } from '../version'
