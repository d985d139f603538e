/** The last of a twin before it is called, as `compiler/src/weave/twin.ts` writes it and printers may space it. */
const END_OF_TWIN = /\.exit\([^()]*\)[\s;]*\}[\s;]*\}\s*\)?\s*$/

/** Longer than the names of a function's parameters are as a rule. */
const LOOK_BACK = 2000

/** Finds where functions call their twins, in a text that was woven before it was built: nothing tells of its pieces. */
export class BuiltGates {
  private readonly lineStarts = [0]

  constructor(private readonly text: string) {
    for (const { index, 0: found } of text.matchAll(/\r\n?|[\n\u2028\u2029]/g)) {
      this.lineStarts.push(index + found.length)
    }
  }

  /**
   * @param line 1-based
   * @param column 0-based; that of the parenthesis behind the twin, where V8 says that it is called
   */
  isGate(line: number, column: number): boolean {
    const at = (this.lineStarts[line - 1] ?? this.text.length) + column
    return this.text[at] === '(' && END_OF_TWIN.test(this.text.slice(Math.max(0, at - LOOK_BACK), at))
  }
}
