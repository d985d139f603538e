/** An object that capture has opened on its way from a variable down to the value at hand. */
export interface Step {
  object: object
  /** 1 for the object that the variable holds. */
  level: number
  up: Step | null
}
