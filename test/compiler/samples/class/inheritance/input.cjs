class Animal {
  constructor(name) {
    this.name = name
  }
  speak() {
    return `${this.name} makes a sound`
  }
  static create(...args) {
    return new this(...args)
  }
  get title() { return `The ${this.name}` }
}

class Dog extends Animal {
  tricks = ['sit']
  constructor(name, trained) {
    const before = trained ? 'trained' : 'wild'
    super(name)
    const after = this.name
    this.kind = before
    log(before, after)
  }
  speak() {
    const louder = () => super.speak().toUpperCase()
    return louder()
  }
  get title() { return `${super.title} (${this.kind})` }
  static create(...args) {
    return super.create(...args)
  }
}

class Puppy extends Dog {}

class Strange extends Animal {
  constructor(give) {
    if (give) return { given: true }
    super('strange')
  }
}

class Late extends Animal {
  constructor() {
    const call = () => super('late')
    const read = () => this
    try {
      read()
    } catch (error) {
      log(error.name)
    }
    call()
    log(read().name)
  }
}

class Conditional extends Animal {
  constructor(which) {
    if (which) super('first')
    else super('second')
    log(this.name)
    try {
      super('again')
    } catch (error) {
      log(error.name)
    }
  }
}

class Never extends Animal {
  constructor() {
    log('this is never there')
  }
}

log(Dog.create('Rex', true).speak(), new Puppy('Bo').title, new Strange(true), new Strange())
new Late()
new Conditional(true)
new Conditional(false)
try {
  new Never()
} catch (error) {
  log(error.name)
}
try {
  Dog('called')
} catch (error) {
  log(error.name, error.message)
}

function Old(name) {
  if (!new.target) return new Old(name)
  this.name = name
}
Old.prototype.say = function () { return this.name }
class New extends Old {}
log(Old('plain').say(), new New('newer').say(), new New('a') instanceof Old)
class Nothing extends null {
  static value = 1
}
log(Nothing.value)
