import type { InputMap } from '../options'

const COMMENT = /\/[/*][#@]\s*sourceMappingURL=([^\s'"*]+)\s*(?:\*\/)?\s*$/m

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
  return parseMap(found[1] === undefined ? decodeURIComponent(body) : Buffer.from(body, 'base64').toString('utf8'))
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
