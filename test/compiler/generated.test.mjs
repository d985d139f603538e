import { test } from 'node:test'
import { checkPrograms } from './generator/checkPrograms.mjs'

test('generated programs do the same plain, idle and armed', () => checkPrograms({ runs: 120, seed: 1 }))
