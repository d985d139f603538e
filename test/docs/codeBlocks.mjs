import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '../..')

/**
 * The fenced blocks of a page.
 *
 * @returns for each: `language`, what else stands on its fence as `info`, `text`, and the 1-based `line` of the fence
 */
export function codeBlocks(page) {
  const text = readFileSync(join(ROOT, page), 'utf8')
  return [...text.matchAll(/^```(\w*)[ \t]*(.*)\n([\s\S]*?)^```$/gm)].map(
    ({ 1: language, 2: info, 3: body, index }) => ({
      language,
      info,
      text: body,
      line: text.slice(0, index).split('\n').length,
    }),
  )
}
