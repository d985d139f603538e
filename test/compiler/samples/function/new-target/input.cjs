function target() { return new.target?.name }
function inArrow() { return (() => new.target?.name)() }
function inDefault(a = new.target === undefined) { return a }
class Base {
  constructor() {
    this.target = new.target.name
    this.inField = new.target === Base
  }
}
class Derived extends Base {
  field = new.target
}
const method = { method() { return new.target } }
log(target(), inArrow(), inDefault(), method.method())
log(typeof new target(), new (class { constructor() { return { t: (() => new.target.name)() } } })())
log(new Base(), new Derived(), Reflect.construct(Base, [], Derived).target, Reflect.construct(Base, [], Array).target)
