import { extname } from 'node:path'
import { transformSync } from 'esbuild'

/** Whether this Node runs `using` by itself. */
const RUNS_USING = compiles('{ using x = null }')

/** Whether a file has to go through esbuild before this Node runs it: types, elements, and what Node does not know yet. */
export function needsTranspiling(file, source) {
  if (/\.[cm]?(ts|tsx|jsx)$/.test(file)) return true
  if (/^\s*@\w|\baccessor\s+[\w#]/m.test(source)) return true
  return !RUNS_USING && /\busing\s+\w/.test(source)
}

/**
 * Erases types and lowers what this Node does not know. Names and the order of effects stay.
 *
 * @param source the text before anything was woven into it, which tells the kind of its decorators
 */
export function transpile(code, file, source = code) {
  const extension = extname(file).replace(/^\.[cm]?/, '')
  const modern = /\baccessor\s+[\w#]/.test(source)
  const decorators = !modern && /@\w+\(?.*\)? *(private|public|readonly|\w+:)/.test(source)
  return transformSync(code, {
    loader: extension === 'js' ? 'jsx' : extension,
    sourcefile: file,
    target: 'node20',
    jsxFactory: 'h',
    jsxFragment: '"fragment"',
    tsconfigRaw: { compilerOptions: { experimentalDecorators: decorators, verbatimModuleSyntax: false } },
  }).code
}

function compiles(code) {
  try {
    new Function(code)
    return true
  } catch {
    return false
  }
}
