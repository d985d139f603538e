enum Level { Debug, Info = 5, Warn, Error = Info * 2, Text = 'text', 'quoted-name' = 7 }
const enum Inlined { A = 1, B = A << 1 }
const offset = 3
enum Computed {
  First = offset,
  Second = 'abc'.length,
  Third = (() => {
    return First + Second
  })(),
}
enum Level { Fatal = 100 }
function local(n: number) {
  enum Inner { X = 1, Y }
  log(n, Inner.Y)
  return Inner[n]
}
log(Level, Inlined.B, Computed, local(1))
export enum Exported { A }
declare enum Declared { A }
