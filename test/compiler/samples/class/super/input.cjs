class A {
  constructor(n) { this.n = n }
  name() { return 'A' }
  static made() { return 'static A' }
}
class B extends A {
  name() {
    const base = super.name()
    return `B of ${base}`
  }
  static made() { return super.made() }
}
class C extends B {
  constructor(n) {
    const construct = (m) => {
      const doubled = m * 2
      super(doubled)
      this.m = m
    }
    construct(n)
    this.done = true
  }
  name() { return (() => super.name())() }
  field = super.name()
}
const object = {
  __proto__: { value: 'inherited' },
  get value() { return super.value },
  set value(next) { super.changed = next },
}
object.value = 5
log(new B().name(), B.prototype.name.call(new C(1)), B.made(), new C(2), new C(3).name(), object.value, object.changed)
