export let count = 0
export function increase() {
  count++
}
export const added = (a, b) => {
  return a + b
}
export default class {
  static created = 'anonymous default'
}
