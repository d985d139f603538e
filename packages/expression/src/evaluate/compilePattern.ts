import { Pattern } from '../pattern/pattern'

/**
 * Makes the test of a regular expression that takes time linear in the text and touches no state of the program's.
 *
 * @throws PatternError for a text that is no such pattern; the test itself throws one when a text is too long or takes
 * too many steps
 */
export function compilePattern(source: string): (text: string) => boolean {
  const pattern = new Pattern(source)
  return (text) => pattern.test(text)
}
