/** Marks parts of a text for the eye. Without colour every function gives its text back as it is. */
export interface Palette {
  coloured: boolean
  dim(text: string): string
  bold(text: string): string
  red(text: string): string
  green(text: string): string
  yellow(text: string): string
  cyan(text: string): string
}

/** A palette for a stream that shows colours, or for one that does not. */
export function createPalette(coloured: boolean): Palette {
  const paint = (start: number, end: number) => (text: string) =>
    coloured && text !== '' ? `\x1b[${start}m${text}\x1b[${end}m` : text
  return {
    coloured,
    dim: paint(2, 22),
    bold: paint(1, 22),
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
    cyan: paint(36, 39),
  }
}
