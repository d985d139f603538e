const name = 'module'
function shadows(name) {
  const outer = () => name
  {
    const name = 'block'
    log(name, outer())
    for (const name of ['loop']) {
      log(name)
      try {
        throw 'caught'
      } catch (name) {
        log(name)
        const inner = (name) => name
        log(inner('parameter'))
      }
    }
    class Holder {
      name = name
      static read(name = 'default') { return name }
    }
    log(new Holder().name, Holder.read())
  }
  return name
}
log(shadows('parameter'), name)

function globals() {
  const undefined = 1, NaN = 2, Object = 3, Symbol = 4
  return [undefined, NaN, Object, Symbol]
}
log(globals())

const log2 = log
{
  const log = (...values) => log2('shadowed log', ...values)
  log(1)
}

var $Df = 'a name that woven code would like', $D = 'and its sigil', $D0_1 = 3
log($Df, $D, $D0_1)

function implicit() {
  leaked = 'sloppy global'
  return typeof leaked
}
log(implicit(), leaked, typeof notThere)
try {
  notThere
} catch (error) {
  log(error.name, error.message)
}
