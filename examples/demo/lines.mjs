import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SHOP } from './prepare.mjs'

/** The line of one of the shop's files that holds a text, counted from 1. */
export function lineWith(file, text) {
  const index = readFileSync(join(SHOP, file), 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text))
  if (index < 0) throw new Error(`${file} holds no "${text}" any more`)
  return index + 1
}
