/**
 * Writes docs/ERRORS.md from the catalogue of errors.
 *
 *     npm run docs
 */
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ERRORS } from '@debugin/protocol'

export const ERRORS_PAGE = join(import.meta.dirname, '../docs/ERRORS.md')

const INTRODUCTION = `# Errors

Every error of the control API is answered as \`{"error", "code", "details"}\`: a sentence that says what was found and what to
do, one of the codes below, and the same for machines. The functions of \`start()\` throw a \`DebugInError\` with the same
\`code\`, \`status\`, \`message\` and \`details\`; the command line prints the sentence.

This page is made from \`packages/protocol/src/errors.ts\` by \`npm run docs\`.
`

/** The page as it should be. */
export function errorsPage() {
  const entries = Object.entries(ERRORS).sort(([a, one], [b, other]) => one.status - other.status || (a < b ? -1 : 1))
  const rows = entries.map(([code, { status, meaning, remedy }]) => `| ${status} | ${code} | ${meaning} | ${remedy} |`)
  return `${INTRODUCTION}\n| status | code | when | what to do |\n|---|---|---|---|\n${rows.join('\n')}\n`
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === import.meta.filename) {
  writeFileSync(ERRORS_PAGE, errorsPage())
}
