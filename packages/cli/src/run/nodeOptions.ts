/**
 * The value of NODE_OPTIONS that preloads a module in this process and its children, before what stands there already:
 * what others load can then be woven.
 *
 * @param path absolute
 * @param before the value so far
 */
export function preloadOption(path: string, before: string | undefined): string {
  const option = `--require ${quoteOption(path)}`
  if (before === undefined || before.trim() === '') return option
  return before.includes(option) ? before : `${option} ${before}`
}

/**
 * Node splits NODE_OPTIONS at spaces; between double quotes it does not, and there a backslash takes the next character
 * as it is: https://nodejs.org/api/cli.html#node_optionsoptions
 */
function quoteOption(path: string): string {
  return /[ "]/.test(path) ? `"${path.replace(/["\\]/g, '\\$&')}"` : path
}
