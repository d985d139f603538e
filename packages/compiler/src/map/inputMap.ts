import type { InputMap } from '../options'

/**
 * Quotes and asterisks end it, so that a string of the program is none; but `encodeURIComponent` leaves `'` and `*` as
 * they are.
 */
const COMMENT =
  /\/[/*][#@]\s*sourceMappingURL=(data:application\/json(?:;charset=[\w-]+)?,[^\s"]+?|[^\s'"*]+)\s*(?:\*\/)?\s*$/m

/** The last `sourceMappingURL` of a text, which is the one that counts; null where there is none. */
export function sourceMappingUrl(source: string): { url: string; start: number; end: number } | null {
  const at = source.lastIndexOf('sourceMappingURL=')
  if (at < 0) return null
  const lineStart = source.lastIndexOf('\n', at) + 1
  const found = COMMENT.exec(source.slice(lineStart))
  if (found === null) return null
  return { url: found[1] as string, start: lineStart + found.index, end: lineStart + found.index + found[0].length }
}

/** The map that a text carries in itself as a `data:` URL; null where it carries none, or a broken one. */
export function inlineMap(source: string): InputMap | null {
  const url = sourceMappingUrl(source)?.url
  const found = url === undefined ? null : /^data:application\/json[^,]*?(;base64)?,(.*)$/.exec(url)
  if (found === null) return null
  const body = found[2] as string
  const text = found[1] === undefined ? percentDecoded(body) : Buffer.from(body, 'base64').toString('utf8')
  return text === null ? null : parseMap(text)
}

/** Null where a `%` is not followed by what it needs. */
function percentDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** A map from its text; null when it is not one. */
export function parseMap(text: string): InputMap | null {
  try {
    const map: unknown = JSON.parse(text.replace(/^\)\]\}'[^\n]*\n/, ''))
    return typeof map === 'object' && map !== null && ('mappings' in map || 'sections' in map) ? map : null
  } catch {
    return null
  }
}
