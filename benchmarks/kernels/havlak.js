'use strict'

// Finds the loops of a control-flow graph, reducible or not, and how they nest. The algorithm is that of Paul Havlak,
// "Nesting of Reducible and Irreducible Loops" (1997), on Tarjan's union-find; graph and text are our own.

const UNSEEN = -1

const PLAIN = 0
const REDUCIBLE = 1
const SELF = 2
const IRREDUCIBLE = 3

/** Functions analysed in one iteration at scale 1. */
const GRAPHS = 16

class Block {
  constructor(id) {
    this.id = id
    this.predecessors = []
    this.successors = []
  }
}

class FlowGraph {
  constructor() {
    this.blocks = []
    this.entry = this.addBlock()
  }

  addBlock() {
    const block = new Block(this.blocks.length)
    this.blocks.push(block)
    return block
  }

  connect(from, to) {
    from.successors.push(to)
    to.predecessors.push(from)
  }

  // Shapes of code. Each starts at a block and gives back the block where control leaves it.

  addStraight(from, length) {
    let last = from
    for (let i = 0; i < length; i++) {
      const next = this.addBlock()
      this.connect(last, next)
      last = next
    }
    return last
  }

  addBranch(from) {
    const left = this.addBlock()
    const right = this.addBlock()
    const join = this.addBlock()
    this.connect(from, left)
    this.connect(from, right)
    this.connect(left, join)
    this.connect(right, join)
    return join
  }

  addLoop(from, addBody) {
    const header = this.addStraight(from, 1)
    const bottom = addBody(header)
    this.connect(bottom, header)
    return this.addStraight(bottom, 1)
  }

  /** A loop with two ways in: no header of its own, so it is irreducible. */
  addCrossing(from) {
    const left = this.addBlock()
    const right = this.addBlock()
    this.connect(from, left)
    this.connect(from, right)
    this.connect(left, right)
    this.connect(right, left)
    return this.addStraight(right, 1)
  }

  addSelfLoop(from) {
    const block = this.addStraight(from, 1)
    this.connect(block, block)
    return this.addStraight(block, 1)
  }
}

class Loop {
  constructor(header, isReducible) {
    this.header = header
    this.isReducible = isReducible
    this.parent = null
    this.children = []
    this.blocks = new Set([header])
    this.depth = 0
  }

  setParent(loop) {
    this.parent = loop
    loop.children.push(this)
  }

  /** Numbers this loop and those in it by depth; gives back the weight of the whole tree. */
  weigh(depth) {
    this.depth = depth
    let weight = depth * this.blocks.size + (this.isReducible ? 1 : 1000)
    for (const child of this.children) weight += child.weigh(depth + 1)
    return weight
  }
}

/** A set of blocks that have been recognised as one, in a forest of parents. */
class Cluster {
  constructor(block, number) {
    this.parent = this
    this.block = block
    this.number = number
    this.loop = null
  }

  find() {
    const passed = []
    let cluster = this
    while (cluster !== cluster.parent) {
      if (cluster.parent !== cluster.parent.parent) passed.push(cluster)
      cluster = cluster.parent
    }
    for (const each of passed) each.parent = cluster.parent
    return cluster
  }

  joinTo(other) {
    this.parent = other
  }
}

class LoopFinder {
  constructor(graph) {
    const size = graph.blocks.length
    this.graph = graph
    this.numberOf = new Array(size).fill(UNSEEN)
    this.lastDescendant = new Array(size).fill(0)
    this.clusters = []
    this.kinds = new Array(size).fill(PLAIN)
    this.backEdges = Array.from({ length: size }, () => [])
    this.otherEdges = Array.from({ length: size }, () => new Set())
    this.loops = []
  }

  find() {
    this.numberBlocks(this.graph.entry)
    this.sortEdges()
    for (let number = this.clusters.length - 1; number >= 0; number--) this.findLoopAt(number)
    return this.loops
  }

  numberBlocks(block) {
    const number = this.clusters.length
    this.numberOf[block.id] = number
    this.clusters.push(new Cluster(block, number))
    for (const next of block.successors) {
      if (this.numberOf[next.id] === UNSEEN) this.numberBlocks(next)
    }
    this.lastDescendant[number] = this.clusters.length - 1
  }

  isAncestor(ancestor, number) {
    return ancestor <= number && number <= this.lastDescendant[ancestor]
  }

  sortEdges() {
    for (const cluster of this.clusters) {
      for (const predecessor of cluster.block.predecessors) {
        const from = this.numberOf[predecessor.id]
        if (from === UNSEEN) continue
        if (this.isAncestor(cluster.number, from)) this.backEdges[cluster.number].push(from)
        else this.otherEdges[cluster.number].add(from)
      }
    }
  }

  findLoopAt(header) {
    const body = new Set()
    for (const from of this.backEdges[header]) {
      if (from === header) this.kinds[header] = SELF
      else body.add(this.clusters[from].find())
    }
    if (body.size > 0) {
      this.kinds[header] = REDUCIBLE
      this.growBody(header, body)
    }
    if (this.kinds[header] !== PLAIN) this.addLoop(header, body)
  }

  /** Walks back from the ends of the loop to its header; whatever lies between belongs to it. */
  growBody(header, body) {
    const pending = [...body]
    while (pending.length > 0) {
      const cluster = pending.pop()
      for (const from of this.otherEdges[cluster.number]) {
        const outer = this.clusters[from].find()
        if (!this.isAncestor(header, outer.number)) {
          this.kinds[header] = IRREDUCIBLE
          this.otherEdges[header].add(outer.number)
        } else if (outer.number !== header && !body.has(outer)) {
          body.add(outer)
          pending.push(outer)
        }
      }
    }
  }

  addLoop(header, body) {
    const cluster = this.clusters[header]
    const loop = new Loop(cluster.block, this.kinds[header] !== IRREDUCIBLE)
    cluster.loop = loop
    for (const member of body) {
      member.joinTo(cluster)
      if (member.loop !== null) member.loop.setParent(loop)
      else loop.blocks.add(member.block)
    }
    this.loops.push(loop)
  }
}

/** A function of `sections` parts, each a nest of loops four deep with branches in it. */
function makeGraph(sections) {
  const graph = new FlowGraph()
  let last = graph.entry
  for (let section = 0; section < sections; section++) {
    last = graph.addBranch(graph.addStraight(last, 2))
    last = graph.addLoop(last, (outer) =>
      graph.addLoop(graph.addBranch(outer), (middle) => {
        let at = graph.addStraight(middle, 1)
        for (let i = 0; i < 3; i++) at = graph.addLoop(at, (inner) => graph.addBranch(graph.addBranch(inner)))
        return graph.addSelfLoop(at)
      }),
    )
    if (section % 3 === 0) last = graph.addCrossing(last)
  }
  return graph
}

function run(scale) {
  let checksum = 0
  for (let i = 0; i < GRAPHS * scale; i++) {
    const loops = new LoopFinder(makeGraph(20 + i)).find()
    let weight = loops.length
    for (const loop of loops) if (loop.parent === null) weight += loop.weigh(1)
    checksum = (Math.imul(checksum, 31) + weight) | 0
  }
  return checksum
}

module.exports = {
  name: 'havlak',
  isolates: 'graph code: Set and array iteration, union-find, recursion, many small objects that live a while',
  run,
  expected: { 1: 1822177966, 2: -543863481 },
}
