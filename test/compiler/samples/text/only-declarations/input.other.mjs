export function f(a) {
  return inner(a)
}
function inner(a) { return [a] }
export async function later() { return 'later' }
