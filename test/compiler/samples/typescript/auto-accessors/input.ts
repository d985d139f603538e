const seen: unknown[] = []
function logged<T, V>(value: ClassAccessorDecoratorTarget<T, V>, context: ClassAccessorDecoratorContext<T, V>): ClassAccessorDecoratorResult<T, V> {
  return {
    get(this: T): V { seen.push(['get', context.name]); return value.get.call(this) },
    set(this: T, next: V) { seen.push(['set', context.name, next]); value.set.call(this, next) },
    init(first: V): V { seen.push(['init', first]); return first },
  }
}
class Auto<T> {
  @logged accessor plain: number = 1
  @logged
  static accessor shared: string = 'shared'
  @logged public accessor computed = (() => {
    return [this.plain]
  })()
  accessor #hidden: T | null = null
  accessor typed!: string
  reveal(next: T) { this.#hidden = next; return this.#hidden }
}
const auto = new Auto<number>()
auto.plain++
log(auto.plain, Auto.shared, auto.computed, auto.reveal(5), auto.typed, seen)
