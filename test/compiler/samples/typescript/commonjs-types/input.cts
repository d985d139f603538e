import type { Something } from './nowhere'
export type Local = Something
function typed(a: number): Local {
  return a as Local
}
log(typed(1), this === module.exports)
