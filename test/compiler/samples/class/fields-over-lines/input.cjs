class Fields {
  a
  = 1
  b = () => {
    const inner = this.a
    return inner
  }
  c = function () {
    return this.b()
  };
  ['d']
  static e
  static
  f = [
    1,
    2,
  ].map((n) => {
    return n * 2
  })
  get;
  g = new (class { h = 1 })()
  static async
  *i() { yield 1 }
  'j'; k;
  static { this.l = () => { return Fields.f } }
  static { } static { var m = 1; log(m) }
  #n = 1; #o() { return this.#n } p = this.#o()
}
const fields = new Fields()
log(fields, fields.c(), Fields.f, Fields.l(), fields.p, fields.g.h)
