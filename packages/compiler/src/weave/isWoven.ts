import { EMITTED } from './emitted'

/** How a woven file finds its runtime; minifiers choose the quotes, and a bundle may keep modules in strings. */
const FINDS_RUNTIME = new RegExp(`\\.Symbol\\.for\\(\\\\?(["'\`])${EMITTED.runtimeKey.replace('.', '\\.')}\\\\?\\1\\)`)

/** Whether a text is woven, or holds modules that are: a bundle, minified or not. Nothing is woven twice. */
export function isWoven(text: string): boolean {
  // Most texts do not hold the name at all, which is much quicker to see.
  return text.includes(EMITTED.runtimeKey) && FINDS_RUNTIME.test(text)
}
