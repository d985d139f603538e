class A {}
class B extends A {
  constructor(n) {
    const before = n
    super()
    this.n = before
  }
}
log(new B(1))
