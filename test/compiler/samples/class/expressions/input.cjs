const Named = class Inner {
  static self() { return Inner === Named }
  static rename() {
    try {
      Inner = 1
    } catch (error) {
      return error.name
    }
  }
}
const Anonymous = class {
  who() { return new.target }
}
log(Named.self(), Named.rename(), Named.name, Anonymous.name)

const list = [class {}, class extends Anonymous {}, (0, class {})]
log(list.map(({ name }) => name))

const mixin = (Base) => class extends Base {
  mixed() { return `mixed ${super.base?.()}` }
}
class Base {
  base() { return 'base' }
}
log(new (mixin(Base))().mixed(), mixin(Base).name)

function makes(n) {
  return class {
    static n = n
    static twice = n * 2
    read() { return n }
  }
}
log(makes(3).twice, new (makes(4))().read(), makes(5).name)

function local() {
  const before = []
  try {
    new Later()
  } catch (error) {
    before.push(error.name)
  }
  class Later {
    value = before.length
  }
  before.push(new Later().value)
  return before
}
log(local())

const { property = class {}, other = class { static name = 'own' } } = {}
log(property.name, other.name)
