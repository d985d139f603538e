/** A file that cannot be woven, with the reason and the line. */
export class PlanRefusal extends Error {
  constructor(
    message: string,
    /** 1-based. */
    readonly line: number,
  ) {
    super(message)
  }
}
