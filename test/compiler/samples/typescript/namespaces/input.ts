namespace Shop {
  export const open = true
  const hidden = 'hidden'
  let later: string
  later = hidden
  export function read(n: number) {
    return [n, later]
  }
  export namespace Inner {
    export class Till { value = open }
    log('inner namespace runs')
  }
  export type Price = number
  if (open) log('open')
}
namespace Shop.Deep.Deeper {
  export const value = 1
  log('deep', open)
}
namespace OnlyTypes {
  export interface A { a: number }
  export type B = string
}
namespace Shop {
  export const again = read(1)
}
declare namespace Declared { const x: number; namespace Y {} }
declare module 'somewhere' {
  export function f(a: string): void
}
declare global {
  interface Window { debugin: boolean }
}
log(Shop, Shop.Deep.Deeper.value, new Shop.Inner.Till().value)
export namespace Exported { export const a = 1 }
export {}
