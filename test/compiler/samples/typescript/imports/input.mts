import type { Something } from './nowhere.mjs'
import { type Other, value } from './input.other.mjs'
import { type Only } from './nowhere-either.mjs'
export type { Something } from './nowhere.mjs'
export { type Other, value }
export type Alias = Something | Only
export interface Shape { value: Other }
type Local<T> = T extends (infer U)[] ? U : never
declare const declared: number
declare function declaredFunction(a: string): void
declare let a: string, b: number
declare class DeclaredClass { method(): void; field: string }
export declare const exportedDeclared: string
export as namespace Global
const local: Local<string[]> = 'local'
log(value, local)
export default interface Default { a: 1 }
