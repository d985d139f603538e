'use strict'

// An incremental solver for hierarchies of one-way constraints: each constraint can compute one variable from others,
// and the strongest ones win. The algorithm is DeltaBlue by Freeman-Benson and Maloney (1989); the text is our own.

/** Edits of the chain's first variable, each executed EDIT_RUNS times. */
const EDITS = 40
const EDIT_RUNS = 5

class Strength {
  constructor(rank) {
    this.rank = rank
  }

  isStrongerThan(other) {
    return this.rank < other.rank
  }

  isWeakerThan(other) {
    return this.rank > other.rank
  }

  static weakest(a, b) {
    return a.isWeakerThan(b) ? a : b
  }
}

const STRENGTHS = [0, 1, 2, 3, 4].map((rank) => new Strength(rank))
const [REQUIRED, PREFERRED, DEFAULT, NORMAL, WEAKEST] = STRENGTHS

class Variable {
  constructor(name, value) {
    this.name = name
    this.value = value
    this.constraints = []
    this.determinedBy = null
    this.mark = 0
    this.walkStrength = WEAKEST
    this.stays = true
  }

  detach(constraint) {
    const index = this.constraints.indexOf(constraint)
    if (index >= 0) this.constraints.splice(index, 1)
    if (this.determinedBy === constraint) this.determinedBy = null
  }
}

// Which way a constraint computes; NONE while it does not hold.
const NONE = 0
const FORWARD = 1
const BACKWARD = -1

class Constraint {
  constructor(strength) {
    this.strength = strength
    this.direction = NONE
  }

  get isInput() {
    return false
  }

  isSatisfied() {
    return this.direction !== NONE
  }

  markUnsatisfied() {
    this.direction = NONE
  }

  canSet(variable, mark) {
    return variable.mark !== mark && this.strength.isStrongerThan(variable.walkStrength)
  }

  enter(planner) {
    this.addToGraph()
    planner.add(this)
    return this
  }

  leave(planner) {
    if (this.isSatisfied()) planner.remove(this)
    else this.removeFromGraph()
  }

  /** Makes this constraint hold if it can; gives back the one that it had to overrule, or null. */
  satisfy(mark, planner) {
    this.chooseMethod(mark)
    if (!this.isSatisfied()) {
      if (this.strength === REQUIRED) throw new Error('A required constraint cannot be satisfied')
      return null
    }
    this.markInputs(mark)
    const output = this.output()
    const overruled = output.determinedBy
    if (overruled !== null) overruled.markUnsatisfied()
    output.determinedBy = this
    if (!planner.propagate(this, mark)) throw new Error(`A cycle of constraints through ${output.name}`)
    output.mark = mark
    return overruled
  }
}

class UnaryConstraint extends Constraint {
  constructor(variable, strength) {
    super(strength)
    this.target = variable
  }

  addToGraph() {
    this.target.constraints.push(this)
    this.markUnsatisfied()
  }

  removeFromGraph() {
    this.target.detach(this)
    this.markUnsatisfied()
  }

  chooseMethod(mark) {
    this.direction = this.canSet(this.target, mark) ? FORWARD : NONE
  }

  markInputs() {}

  inputsKnown() {
    return true
  }

  output() {
    return this.target
  }

  recalculate() {
    this.target.walkStrength = this.strength
    this.target.stays = !this.isInput
    if (this.target.stays) this.execute()
  }

  execute() {}
}

class StayConstraint extends UnaryConstraint {}

class EditConstraint extends UnaryConstraint {
  get isInput() {
    return true
  }
}

class BinaryConstraint extends Constraint {
  constructor(first, second, strength) {
    super(strength)
    this.first = first
    this.second = second
  }

  addToGraph() {
    this.first.constraints.push(this)
    this.second.constraints.push(this)
    this.markUnsatisfied()
  }

  removeFromGraph() {
    this.first.detach(this)
    this.second.detach(this)
    this.markUnsatisfied()
  }

  chooseMethod(mark) {
    const { first, second } = this
    if (first.mark === mark) this.direction = this.canSet(second, mark) ? FORWARD : NONE
    else if (second.mark === mark) this.direction = this.canSet(first, mark) ? BACKWARD : NONE
    else if (first.walkStrength.isWeakerThan(second.walkStrength))
      this.direction = this.strength.isStrongerThan(first.walkStrength) ? BACKWARD : NONE
    else this.direction = this.strength.isStrongerThan(second.walkStrength) ? FORWARD : NONE
  }

  markInputs(mark) {
    this.input().mark = mark
  }

  inputsKnown(mark) {
    const input = this.input()
    return input.mark === mark || input.stays || input.determinedBy === null
  }

  input() {
    return this.direction === FORWARD ? this.first : this.second
  }

  output() {
    return this.direction === FORWARD ? this.second : this.first
  }

  recalculate() {
    const input = this.input()
    const output = this.output()
    output.walkStrength = Strength.weakest(this.strength, input.walkStrength)
    output.stays = input.stays
    if (output.stays) this.execute()
  }
}

class EqualConstraint extends BinaryConstraint {
  execute() {
    this.output().value = this.input().value
  }
}

/** second = first * factor + offset. */
class LinearConstraint extends BinaryConstraint {
  constructor(first, factor, offset, second, strength) {
    super(first, second, strength)
    this.factor = factor
    this.offset = offset
  }

  addToGraph() {
    super.addToGraph()
    this.factor.constraints.push(this)
    this.offset.constraints.push(this)
  }

  removeFromGraph() {
    super.removeFromGraph()
    this.factor.detach(this)
    this.offset.detach(this)
  }

  markInputs(mark) {
    super.markInputs(mark)
    this.factor.mark = mark
    this.offset.mark = mark
  }

  execute() {
    const factor = this.factor.value
    const offset = this.offset.value
    if (this.direction === FORWARD) this.second.value = this.first.value * factor + offset
    else this.first.value = (this.second.value - offset) / factor
  }

  recalculate() {
    super.recalculate()
    const output = this.output()
    const stays = this.input().stays && this.factor.stays && this.offset.stays
    if (stays && !output.stays) this.execute()
    output.stays = stays
  }
}

class Planner {
  constructor() {
    this.lastMark = 0
  }

  add(constraint) {
    const mark = ++this.lastMark
    let overruled = constraint.satisfy(mark, this)
    while (overruled !== null) overruled = overruled.satisfy(mark, this)
  }

  remove(constraint) {
    const output = constraint.output()
    constraint.markUnsatisfied()
    constraint.removeFromGraph()
    const orphans = this.retract(output)
    for (const strength of STRENGTHS) {
      for (const orphan of orphans) if (orphan.strength === strength) this.add(orphan)
    }
  }

  /** Recomputes what follows from `constraint`; false when that leads back to its own mark. */
  propagate(constraint, mark) {
    const queue = [constraint]
    while (queue.length > 0) {
      const next = queue.pop()
      const output = next.output()
      if (output.mark === mark) {
        this.remove(constraint)
        return false
      }
      next.recalculate()
      this.collectConsumers(output, queue)
    }
    return true
  }

  /** Undoes everything downstream of `variable` and gives back the constraints that no longer hold. */
  retract(variable) {
    variable.determinedBy = null
    variable.walkStrength = WEAKEST
    variable.stays = true
    const unsatisfied = []
    const queue = [variable]
    while (queue.length > 0) {
      const current = queue.pop()
      for (const constraint of current.constraints) if (!constraint.isSatisfied()) unsatisfied.push(constraint)
      const consumers = []
      this.collectConsumers(current, consumers)
      for (const consumer of consumers) {
        consumer.recalculate()
        queue.push(consumer.output())
      }
    }
    return unsatisfied
  }

  collectConsumers(variable, into) {
    const source = variable.determinedBy
    for (const constraint of variable.constraints) {
      if (constraint !== source && constraint.isSatisfied()) into.push(constraint)
    }
  }

  /** The constraints to execute, in this order, whenever the value of one of `sources` has changed. */
  planFrom(sources) {
    const mark = ++this.lastMark
    const plan = []
    const queue = sources.filter((source) => source.isInput && source.isSatisfied())
    while (queue.length > 0) {
      const constraint = queue.pop()
      const output = constraint.output()
      if (output.mark === mark || !constraint.inputsKnown(mark)) continue
      plan.push(constraint)
      output.mark = mark
      this.collectConsumers(output, queue)
    }
    return plan
  }

  assign(variable, value, times) {
    const edit = new EditConstraint(variable, PREFERRED).enter(this)
    const plan = this.planFrom([edit])
    for (let i = 0; i < times; i++) {
      variable.value = value + i
      for (const step of plan) step.execute()
    }
    edit.leave(this)
  }
}

function confirm(variable, value) {
  if (variable.value !== value) throw new Error(`${variable.name} is ${variable.value}, not ${value}`)
  return value
}

/** A row of equal variables, edited at one end; the sum of what arrives at the other. */
function solveChain(length) {
  const planner = new Planner()
  const variables = Array.from({ length: length + 1 }, (_, i) => new Variable(`v${i}`, 0))
  for (let i = 0; i < length; i++) new EqualConstraint(variables[i], variables[i + 1], REQUIRED).enter(planner)
  new StayConstraint(variables[length], DEFAULT).enter(planner)
  let sum = 0
  for (let edit = 1; edit <= EDITS; edit++) {
    planner.assign(variables[0], edit * 7, EDIT_RUNS)
    sum += confirm(variables[length], edit * 7 + EDIT_RUNS - 1)
  }
  return sum
}

/** Pairs bound by one line: moving a source, a target, the slope or the offset moves the others. */
function solveProjection(count) {
  const planner = new Planner()
  const factor = new Variable('factor', 10)
  const offset = new Variable('offset', 1000)
  const sources = Array.from({ length: count }, (_, i) => new Variable(`source${i}`, i))
  const targets = sources.map((source, i) => {
    const target = new Variable(`target${i}`, i)
    new StayConstraint(source, NORMAL).enter(planner)
    new LinearConstraint(source, factor, offset, target, REQUIRED).enter(planner)
    return target
  })
  const last = count - 1
  planner.assign(sources[last], 17, 1)
  confirm(targets[last], 1170)
  planner.assign(targets[last], 1050, 1)
  confirm(sources[last], 5)
  planner.assign(factor, 5, 1)
  planner.assign(offset, 2000, 1)
  return targets.reduce((sum, target, i) => sum + confirm(target, (i === last ? 5 : i) * 5 + 2000), 0)
}

function run(scale) {
  let checksum = 0
  for (let i = 0; i < 4 * scale; i++) {
    checksum = (Math.imul(checksum, 31) + solveChain(400 + i)) | 0
    for (let j = 0; j < 4; j++) checksum = (Math.imul(checksum, 31) + solveProjection(200 + i + j)) | 0
  }
  return checksum
}

module.exports = {
  name: 'deltablue',
  isolates: 'call-heavy object code: three levels of classes, `super`, getters, many small methods',
  run,
  expected: { 1: -30173420, 2: 627390504 },
}
