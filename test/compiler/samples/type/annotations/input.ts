type Callback = (error: Error | null, value?: string) => void
interface Options<T extends object = {}> {
  a: number
  b?: string
  readonly c: T
  (call: number): string
  new (made: string): Options
  method<K>(key: K): void
  get accessor(): number
  set accessor(value: number)
  [key: string]: any
}
function generic<T, const U extends readonly T[] = T[]>(a: T, b?: U, ...rest: Array<[T, U?]>): T | U | undefined {
  const mapped: { [K in keyof T]?: T[K] } = {}
  let assigned!: string
  let tuple: [a: number, b?: string, ...rest: boolean[]] = [1]
  var callback: Callback = (error, value): void => {
    assigned = value as string
  }
  callback(null, 'value')
  log(mapped, assigned, tuple)
  return b ?? a
}
function overloaded(a: string): string
function overloaded(a: number): number
function overloaded(a: any): any {
  return a
}
function assertIsString(value: unknown, self?: typeof overloaded): asserts value is string {
  if (typeof value !== 'string') throw new TypeError('not a string')
}
const object = {
  over: 1,
  lines: 'two',
} satisfies {
  over: number
  lines: string
} as const
const cast = <number>(<unknown>'5')
const nonNull = object!.lines!.length! as number
const arrow = <T,>(a: T): a is NonNullable<T> => a != null
const asyncArrow = async <T>(a: T): Promise<Awaited<T>> => await a
const typed = function <T>(this: { n: T }, a: T): T { return this.n ?? a }
const returned = (): { a: number; b: string } => ({ a: 1, b: 'b' })
const instantiated = generic<string>
const key: unique symbol = Symbol('key')
const template: `a${string}` = 'ab'
let [x, y]: [number, string] = [1, 'y'], { z }: { z?: number } = {}
for (const item of [1, 2] as number[]) log(item as unknown)
for (let i: number = 0; i < 1; i++) log(i satisfies number)
try { assertIsString(5) } catch (error: unknown) { log((error as Error).message) }
;(x as number) = 5
;(<any>y) = 6
;[(z as number)] = [7]
x! += 1
log(generic(1), generic('a', ['b']), overloaded('o'), object, cast, nonNull, arrow(1), typed.call({ n: 5 }, 6), returned())
log(instantiated('i'), typeof key, template, x, y, z, await asyncArrow(1))
abstract class Abstract { abstract a: string }
log(typeof Abstract)
