/** Loads picomatch, which most programs do without: its modules and their patterns take a tenth of the agent's start. */
export function loadPicomatch(): typeof import('picomatch') {
  return require('picomatch')
}
