interface Speaks { speak(): string; readonly name?: string }
abstract class Animal<T = unknown> implements Speaks {
  static count: number = 0
  declare declared: string
  readonly kind!: string
  private secret? = 1
  protected override?: never
  [key: string]: unknown
  abstract sound(): string
  abstract accessor: number
  constructor(public name: string, protected readonly age = 1, private tags: string[] = [], ...rest: T[]) {
    const sum = age + rest.length
    Animal.count += sum
  }
  speak(): string
  speak(loud: boolean): string
  speak(loud?: boolean): string {
    return loud ? this.sound().toUpperCase() : this.sound()
  }
  get label(): string { return `${this.name} ${this.age}` }
  set label(value: string) { this.name = value }
  protected async later<K extends keyof this>(key: K): Promise<this[K]> { return this[key] }
  is(this: Animal): this is Dog { return this instanceof Dog }
}

class Dog extends Animal<number> {
  accessor = 1
  constructor(name: string, private owner: { name: string }) {
    super(name, 3, ['dog'], 1, 2)
    log(this.owner.name, owner.name)
  }
  override sound() { return 'woof' }
}

class Point {
  constructor(readonly x: number, readonly y = x) {}
}

const dog = new Dog('Rex', { name: 'Ann' })
dog.label = 'Max'
log(dog, dog.speak(), dog.speak(true), dog.label, dog.is(), Animal.count, new Point(1), Dog.length, Animal.length)
const expression = class<T> { value?: T; static make<U>(this: new () => U): U { return new this() } }
log(expression.make())
