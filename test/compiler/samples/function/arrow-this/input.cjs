function keepsThis() {
  const read = () => [this.x, arguments[0], new.target === keepsThis]
  const deeper = () => () => [this.x, arguments.length]
  return [read(), deeper()()]
}
log(keepsThis.call({ x: 1 }, 'first', 'second'))
log((new keepsThis('made'), typeof new keepsThis()))
