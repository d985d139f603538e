/** What a file is written in, as far as the parser has to know. */
export type Language = 'js' | 'jsx' | 'ts' | 'tsx'

/**
 * Chooses by extension, because the content cannot tell: `<T>x` is a cast in `.ts` and an element in `.tsx`.
 * Unknown extensions and none are JavaScript.
 */
export function languageOf(file: string): Language {
  const extension = /\.[cm]?(tsx?|jsx)$/.exec(file)?.[1]
  if (extension === 'ts' || extension === 'tsx' || extension === 'jsx') return extension
  return 'js'
}
