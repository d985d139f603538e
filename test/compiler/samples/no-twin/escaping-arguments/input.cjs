function change(list) { list[0] = 'changed' }
function passes(a) {
  change(arguments)
  return a
}
function writes(a) {
  arguments[0] = 'written'
  return a
}
function called(a) {
  arguments[1]?.()
  return a
}
function setsFirst() { this[0] = 'set by a call' }
function keeps(a) {
  const kept = arguments
  kept[0] = 'kept'
  return a
}
log(passes(1), writes(1), called(1, setsFirst), keeps(1))
