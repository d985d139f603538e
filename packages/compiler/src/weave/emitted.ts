import { createHash } from 'node:crypto'

/**
 * Every name that woven code may hold. The members are those of the runtime's gate, frame and realm; a test compares
 * the two. Names of variables hold a sigil that the file itself does not hold anywhere.
 */
export const EMITTED = {
  /** `globalThis[Symbol.for(runtimeKey)]` is the runtime of a realm. */
  runtimeKey: 'debugin.runtime',
  /** runtime.register(prefix, files, gates, packed, reader, setGate?) */
  register: 'register',
  /** gate.begin() → frame */
  begin: 'begin',
  /** frame.enter(reader, ...values): the parameters hold values */
  enter: 'enter',
  /** frame.on[site] is true while a probe stands there */
  on: 'on',
  /** frame.hit(site, ...values) */
  hit: 'hit',
  /** frame.threw(error) → error */
  threw: 'threw',
  /** frame.exit(result, ...values): the call returned the result, or threw what `threw` was told */
  exit: 'exit',
  /** frame.left(completed, result, ...values): the call completed with the result, or it did not complete */
  left: 'left',
} as const

/** The variables that woven code declares, and the prefix of the file's gates. */
export interface EmittedNames {
  prefix: string
  frame: string
  result: string
  completed: string
  error: string
  index: string
  this: string
  arguments: string
  newTarget: string
}

/**
 * @param file names the file apart from another with the same content
 */
export function chooseNames(source: string, file: string): EmittedNames {
  let sigil = '$D'
  for (let n = 0; source.includes(sigil); n++) sigil = `$D${n}`
  const hash = createHash('sha256').update(file).update('\0').update(source).digest()
  return {
    prefix: `${sigil}${hash.readUIntBE(0, 5).toString(36)}_`,
    frame: `${sigil}f`,
    result: `${sigil}r`,
    completed: `${sigil}k`,
    error: `${sigil}e`,
    index: `${sigil}i`,
    // V8 prints them into messages: `this$D.a is not a function`.
    this: `this${sigil}`,
    arguments: `arguments${sigil}`,
    newTarget: `newTarget${sigil}`,
  }
}
