/** Which members of an object are read; those with members of their own are read the same way where they are objects. */
export interface Shape {
  readonly [member: string]: Shape | true
}

/** A shape whose names are bytes. */
export type Members = readonly { name: string; bytes: Buffer; members: Members | null }[]

/** Turns a shape into what `readParts` takes. */
export function membersOf(shape: Shape): Members {
  return Object.entries(shape).map(([name, inner]) => ({
    name,
    bytes: Buffer.from(name),
    members: inner === true ? null : membersOf(inner),
  }))
}
