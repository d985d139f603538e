function reads(text, hidden = 'parameter') {
  var own = 'own'
  return eval(text)
}
function aliased(a) {
  return eval('a = 2; arguments[0]')
}
function declares() {
  eval('var made = this')
  return made
}
log(reads('own + hidden'), reads('arguments.length'), declares.call(5), reads('new.target'))
log(reads('typeof reads'), reads('(() => this === globalThis)()'))
log(aliased(1))
