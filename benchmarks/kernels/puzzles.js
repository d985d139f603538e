'use strict'

// Small recursive puzzles: queens that leave each other alone, the tower moved disk by disk, all orders of a list,
// and three functions that do little but call themselves.

const QUEENS = 8
const DISKS = 13
const ORDER_LENGTH = 7

class Board {
  constructor(size) {
    this.size = size
    this.columns = new Array(size).fill(false)
    this.rising = new Array(2 * size).fill(false)
    this.falling = new Array(2 * size).fill(false)
    this.solutions = 0
  }

  placeFrom(row) {
    if (row === this.size) {
      this.solutions++
      return
    }
    for (let column = 0; column < this.size; column++) {
      if (!this.isFree(row, column)) continue
      this.mark(row, column, true)
      this.placeFrom(row + 1)
      this.mark(row, column, false)
    }
  }

  isFree(row, column) {
    return !this.columns[column] && !this.rising[row + column] && !this.falling[row - column + this.size]
  }

  mark(row, column, isTaken) {
    this.columns[column] = isTaken
    this.rising[row + column] = isTaken
    this.falling[row - column + this.size] = isTaken
  }
}

class Disk {
  constructor(size, below) {
    this.size = size
    this.below = below
  }
}

class Tower {
  constructor(disks) {
    this.piles = [null, null, null]
    this.moves = 0
    for (let size = disks; size > 0; size--) this.put(0, new Disk(size, null))
  }

  put(pile, disk) {
    const top = this.piles[pile]
    if (top !== null && top.size < disk.size) throw new Error(`Disk ${disk.size} does not fit on ${top.size}`)
    disk.below = top
    this.piles[pile] = disk
  }

  lift(pile) {
    const top = this.piles[pile]
    this.piles[pile] = top.below
    return top
  }

  move(count, from, to) {
    if (count === 0) return
    const spare = 3 - from - to
    this.move(count - 1, from, spare)
    this.put(to, this.lift(from))
    this.moves++
    this.move(count - 1, spare, to)
  }
}

function permute(list, length, visit) {
  if (length === 1) {
    visit(list)
    return
  }
  for (let i = 0; i < length; i++) {
    permute(list, length - 1, visit)
    const other = length % 2 === 0 ? i : 0
    const item = list[other]
    list[other] = list[length - 1]
    list[length - 1] = item
  }
}

function fibonacci(n) {
  return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2)
}

function ackermann(m, n) {
  if (m === 0) return n + 1
  if (n === 0) return ackermann(m - 1, 1)
  return ackermann(m - 1, ackermann(m, n - 1))
}

const isEven = (n) => (n === 0 ? true : isOdd(n - 1))
const isOdd = (n) => (n === 0 ? false : isEven(n - 1))

function run(scale) {
  let checksum = 0
  for (let i = 0; i < 10 * scale; i++) {
    const board = new Board(QUEENS)
    board.placeFrom(0)
    const tower = new Tower(DISKS)
    tower.move(DISKS, 0, 2)
    let orders = 0
    permute([1, 2, 3, 4, 5, 6, 7], ORDER_LENGTH, ([first, , third]) => {
      orders = (Math.imul(orders, 3) + first * third) | 0
    })
    let even = 0
    for (let n = 0; n < 200; n++) if (isEven(n)) even++
    const numbers = fibonacci(22) + ackermann(2, 60) + even
    checksum = (Math.imul(checksum, 31) + board.solutions * 1000 + tower.moves + orders + numbers) | 0
  }
  return checksum
}

module.exports = {
  name: 'puzzles',
  isolates: 'recursion: functions so small that the call is most of the work',
  run,
  expected: { 1: 155888672, 2: -1027297216 },
}
