import { test } from 'node:test'
import { checkPrograms } from './generator/checkPrograms.mjs'

const runs = Number(process.env.DEBUGIN_TEST_PROGRAMS ?? 3000)
const seed = Number(process.env.DEBUGIN_TEST_SEED ?? Date.now() % 1e9)

test(`${runs} generated programs do the same plain, idle and armed (seed ${seed})`, () => checkPrograms({ runs, seed }))
