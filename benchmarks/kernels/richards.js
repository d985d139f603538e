'use strict'

// An operating system in miniature: six processes of four kinds pass messages around under a scheduler that always
// runs the most urgent one that can go on. After the `richards` of Martin Richards, written anew.

const IDLE = 0
const WORKER = 1
const RELAY_A = 2
const RELAY_B = 3
const DEVICE_A = 4
const DEVICE_B = 5

const DEVICE_MESSAGE = 0
const WORK_MESSAGE = 1

/** How many letters one piece of work holds; each takes a round trip to a device. */
const PAYLOAD_LENGTH = 4

/** Turns of the idle process in one simulation: it is what ends it. */
const IDLE_TURNS = 10_000

/** Simulations in one iteration at scale 1. */
const SIMULATIONS = 6

class Message {
  constructor(next, address, kind) {
    this.next = next
    this.address = address
    this.kind = kind
    this.register = 0
    this.payload = [0, 0, 0, 0]
  }

  /** Puts this message last in `queue` (its first message, or null) and gives back the first message. */
  appendTo(queue) {
    this.next = null
    if (queue === null) return this
    let last = queue
    while (last.next !== null) last = last.next
    last.next = this
    return queue
  }
}

class Scheduler {
  constructor() {
    this.first = null
    this.table = new Array(6).fill(null)
    this.current = null
    this.sent = 0
    this.holds = 0
  }

  adopt(process) {
    process.next = this.first
    this.first = process
    this.table[process.identity] = process
  }

  run() {
    let process = this.first
    while (process !== null) {
      if (process.isBlocked()) {
        process = process.next
      } else {
        this.current = process
        process = process.takeTurn()
      }
    }
  }

  awaitMessage() {
    this.current.awaiting = true
    return this.current
  }

  hold() {
    this.holds++
    this.current.held = true
    return this.current.next
  }

  release(identity) {
    const process = this.table[identity]
    process.held = false
    return process.isMoreUrgentThan(this.current) ? process : this.current
  }

  send(message) {
    const receiver = this.table[message.address]
    this.sent++
    message.next = null
    message.address = this.current.identity
    return receiver.accept(message, this.current)
  }
}

class Process {
  constructor(scheduler, identity, priority, inbox) {
    this.scheduler = scheduler
    this.identity = identity
    this.priority = priority
    this.inbox = inbox
    this.next = null
    this.awaiting = true
    this.held = false
    scheduler.adopt(this)
  }

  isBlocked() {
    return this.held || (this.awaiting && this.inbox === null)
  }

  isMoreUrgentThan(other) {
    return this.priority > other.priority
  }

  takeTurn() {
    return this.step(this.awaiting ? this.takeMessage() : null)
  }

  takeMessage() {
    const message = this.inbox
    this.inbox = message.next
    this.awaiting = false
    return message
  }

  /** Which process to consider next: the receiver, when the message woke one that is more urgent than its sender. */
  accept(message, sender) {
    if (this.inbox !== null) {
      message.appendTo(this.inbox)
      return sender
    }
    this.inbox = message
    return this.isMoreUrgentThan(sender) ? this : sender
  }
}

class IdleProcess extends Process {
  constructor(scheduler, turns) {
    super(scheduler, IDLE, 0, null)
    this.awaiting = false
    this.turns = turns
    this.coin = 1
  }

  /** Lets one of the devices go on, as a 16-bit shift register decides. */
  step() {
    if (--this.turns === 0) return this.scheduler.hold()
    const bit = this.coin & 1
    this.coin >>>= 1
    if (bit === 0) return this.scheduler.release(DEVICE_A)
    this.coin ^= 0xb400
    return this.scheduler.release(DEVICE_B)
  }
}

class WorkerProcess extends Process {
  constructor(scheduler, inbox) {
    super(scheduler, WORKER, 1000, inbox)
    this.destination = RELAY_A
    this.letter = 0
  }

  step(message) {
    if (message === null) return this.scheduler.awaitMessage()
    this.destination = this.destination === RELAY_A ? RELAY_B : RELAY_A
    message.address = this.destination
    message.register = 0
    for (let i = 0; i < PAYLOAD_LENGTH; i++) message.payload[i] = this.nextLetter()
    return this.scheduler.send(message)
  }

  nextLetter() {
    this.letter = this.letter === 26 ? 1 : this.letter + 1
    return 64 + this.letter
  }
}

class RelayProcess extends Process {
  constructor(scheduler, identity, priority, inbox) {
    super(scheduler, identity, priority, inbox)
    this.work = null
    this.free = null
  }

  step(message) {
    if (message !== null) this.sortIn(message)
    const work = this.work
    if (work === null) return this.scheduler.awaitMessage()
    if (work.register >= PAYLOAD_LENGTH) return this.giveBack(work)
    if (this.free === null) return this.scheduler.awaitMessage()
    return this.passLetter(work, this.free)
  }

  sortIn(message) {
    if (message.kind === WORK_MESSAGE) this.work = message.appendTo(this.work)
    else this.free = message.appendTo(this.free)
  }

  giveBack(work) {
    this.work = work.next
    return this.scheduler.send(work)
  }

  passLetter(work, carrier) {
    this.free = carrier.next
    carrier.register = work.payload[work.register++]
    return this.scheduler.send(carrier)
  }
}

class DeviceProcess extends Process {
  constructor(scheduler, identity, priority) {
    super(scheduler, identity, priority, null)
    this.pending = null
    this.printed = 0
  }

  step(message) {
    if (message === null) return this.finish()
    this.pending = message
    this.printed = (Math.imul(this.printed, 31) + message.register) | 0
    return this.scheduler.hold()
  }

  finish() {
    const done = this.pending
    if (done === null) return this.scheduler.awaitMessage()
    this.pending = null
    return this.scheduler.send(done)
  }
}

function simulate(turns) {
  const scheduler = new Scheduler()
  new IdleProcess(scheduler, turns)
  new WorkerProcess(scheduler, makeMessages(2, WORKER, WORK_MESSAGE))
  new RelayProcess(scheduler, RELAY_A, 2000, makeMessages(3, DEVICE_A, DEVICE_MESSAGE))
  new RelayProcess(scheduler, RELAY_B, 3000, makeMessages(3, DEVICE_B, DEVICE_MESSAGE))
  const devices = [new DeviceProcess(scheduler, DEVICE_A, 4000), new DeviceProcess(scheduler, DEVICE_B, 5000)]
  scheduler.run()
  return scheduler.sent ^ (scheduler.holds << 10) ^ devices[0].printed ^ devices[1].printed
}

function makeMessages(count, address, kind) {
  let first = null
  for (let i = 0; i < count; i++) first = new Message(first, address, kind)
  return first
}

function run(scale) {
  let checksum = 0
  for (let i = 0; i < SIMULATIONS * scale; i++) checksum = (Math.imul(checksum, 31) + simulate(IDLE_TURNS + i)) | 0
  return checksum
}

module.exports = {
  name: 'richards',
  isolates: 'method dispatch over a small class hierarchy; short methods that live off inlining',
  run,
  expected: { 1: 924196232, 2: 51081946 },
}
