import { parse } from '@babel/parser'
import { languageOf } from '@debugin/compiler'

const SYNTAX = ['decoratorAutoAccessors', 'explicitResourceManagement']
const DIALECTS = { js: [], jsx: ['jsx'], ts: ['typescript'], tsx: ['typescript', 'jsx'] }

/**
 * Every token of a text as Babel sees it, comments left out: `{ text, start, line, column }`, counted as Babel does.
 * Tokens that begin with a space, as pieces of templates may, are left out: what a map says of spaces is nobody's concern.
 *
 * @returns null where Babel does not parse the text
 */
export function tokensOf(source, { file, sourceType }) {
  const kind = sourceType === 'module' || /\.cts$/.test(file) ? 'module' : 'script'
  for (const last of [['decorators'], ['decorators-legacy'], ['decorators', 'jsx']]) {
    try {
      const { tokens } = parse(source, {
        sourceType: kind,
        allowReturnOutsideFunction: true,
        allowNewTargetOutsideFunction: true,
        allowUndeclaredExports: true,
        plugins: [...new Set([...SYNTAX, ...DIALECTS[languageOf(file)], ...last])],
        tokens: true,
      })
      return tokens.filter(({ type }) => !String(type).startsWith('Comment')).flatMap((token) => place(token, source))
    } catch {}
  }
  return null
}

function place({ start, end, loc }, source) {
  const text = source.slice(start, end)
  return text === '' || /^\s/.test(text) ? [] : [{ text, start, line: loc.start.line, column: loc.start.column }]
}
