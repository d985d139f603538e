import { describe, test } from 'node:test'
import { assertSuitePasses, SUITES } from './harness/suites.mjs'

describe("packages' own test suites", { concurrency: 2 }, () => {
  for (const [name, { large }] of Object.entries(SUITES)) {
    if (!large) continue
    test(`the suite of ${name} passes with every probe on`, (context) => assertSuitePasses(context, name))
  }
})
