const seen = []
const noted = (label) => {
  seen.push(`evaluated ${label}`)
  return (value, context) => {
    seen.push(`applied ${label} to ${context.kind} ${String(context.name)}`)
    return undefined
  }
}
const doubled = (method) => function (...args) {
  return method.apply(this, args) * 2
}

@noted('class')
@noted('class again') class Decorated {
  @noted('field') field = 1
  @noted('static field') static count = 2
  @noted('method')
  @doubled
  method(n) {
    return n + this.field
  }
  @noted('getter') get value() { return this.field }
  @noted('private') #hidden() { return 1 }
  @noted('accessor') accessor auto = 5
  static accessor shared = 6
  accessor #own = 7
  @(noted('parenthesised')) last() { return this.#own + this.#hidden() }
}

const made = new Decorated()
log(made.method(2), made.value, made.auto, Decorated.shared, made.last())
made.auto = 8
log(made.auto, Decorated.name)

@noted('exported')
export class Exported {}

export @noted('behind export') class Behind {}

const expression = @noted('expression') class { }
log(expression.name)
log(seen)
