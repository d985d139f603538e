import { f, later } from './input.other.mjs'
log(f(1), await later())
