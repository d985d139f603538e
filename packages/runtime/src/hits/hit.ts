import type { ArmedFunction } from '../gates/armedFunction'
import type { CallEnd, Frame } from '../gates/frame'

/** One pass of the program over a site: what conditions and templates are evaluated against. */
export interface Hit {
  fn: ArmedFunction
  /** Index of the site in its function. */
  site: number
  /** The call that it belongs to; null in module code. */
  frame: Frame | null
  /** Values of the site's carried names, in order. */
  values: readonly unknown[]
  /** At the end of a call: how it ended. */
  end: CallEnd | null
}
