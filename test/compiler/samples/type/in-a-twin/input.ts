function overLines(
  a: number,
  options: {
    deep: boolean
    wide?: string
  } = { deep: true },
): {
  a: number
  deep: boolean
} {
  type Local = {
    a: number
    b: string
    method(): void
  }
  interface Inner {
    x: (first: {
      y: number
      z: string
    }) => void
    [key: string]: unknown
  }
  declare const outside: {
    one: 1
    two: 2
  }
  declare let first: string, second: number
  declare class Declared {
    field: string
    method(): void
  }
  declare function declared(): void
  declare enum Level { A,
    B }
  const local: Local | null = null
  const list = [] as Array<{
    one: 1
    two: 2
  }>
  const f = (value: {
    p: string
    q: number
  }): typeof value => value
  let union:
    | 'first'
    | 'second' = 'first'
  const chosen = (a > 0
    ? f
    : null) as typeof f
  abstract class Shape {
    abstract area(): number
    declare kind: string
    name?: string
    overloaded(a: string): void
    overloaded(a: number): void
    overloaded(a: unknown) {
      log(a)
    }
  }
  new (class extends Shape { area() { return 1 } })().overloaded(a)
  log(local, list, chosen({ p: 'p', q: 1 }), union satisfies string)
  return { a, deep: options.deep }
}
log(overLines(1))
