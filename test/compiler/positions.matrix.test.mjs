import { test } from 'node:test'
import { assertPositions } from './harness/positions.mjs'
import { realTexts } from './harness/texts.mjs'

for (const text of realTexts()) {
  test(`every token of ${text.file} keeps its line, and the map gives its column`, () => assertPositions(text))
}
