'use strict'

// Matrices as typed arrays: product by blocks, LU decomposition with pivoting, solution of a linear system.

const { createRandom } = require('./shared/random.js')

const SIZE = 96
const BLOCK = 32

class Matrix {
  constructor(size) {
    this.size = size
    this.cells = new Float64Array(size * size)
  }

  static random(size, seed) {
    const random = createRandom(seed)
    const matrix = new Matrix(size)
    for (let i = 0; i < matrix.cells.length; i++) matrix.cells[i] = (random() % 2001) / 1000 - 1
    return matrix
  }

  get(row, column) {
    return this.cells[row * this.size + column]
  }

  set(row, column, value) {
    this.cells[row * this.size + column] = value
  }

  times(other) {
    const product = new Matrix(this.size)
    for (let row = 0; row < this.size; row += BLOCK) {
      for (let inner = 0; inner < this.size; inner += BLOCK) {
        for (let column = 0; column < this.size; column += BLOCK) addBlock(this, other, product, row, inner, column)
      }
    }
    return product
  }

  timesVector(vector) {
    const result = new Float64Array(this.size)
    for (let row = 0; row < this.size; row++) {
      let sum = 0
      for (let column = 0; column < this.size; column++) sum += this.get(row, column) * vector[column]
      result[row] = sum
    }
    return result
  }
}

function addBlock(left, right, product, firstRow, firstInner, firstColumn) {
  const { size, cells } = left
  for (let row = firstRow; row < firstRow + BLOCK; row++) {
    for (let inner = firstInner; inner < firstInner + BLOCK; inner++) {
      const factor = cells[row * size + inner]
      const from = inner * size
      const to = row * size
      for (let column = firstColumn; column < firstColumn + BLOCK; column++)
        product.cells[to + column] += factor * right.cells[from + column]
    }
  }
}

/** Turns `matrix` into its factors in place; gives back the order of rows. */
function decompose(matrix) {
  const { size } = matrix
  const order = Int32Array.from({ length: size }, (_, i) => i)
  for (let column = 0; column < size; column++) {
    exchangeRows(matrix, order, column, findPivot(matrix, column))
    const pivot = matrix.get(column, column)
    for (let row = column + 1; row < size; row++) {
      const factor = matrix.get(row, column) / pivot
      matrix.set(row, column, factor)
      for (let k = column + 1; k < size; k++) matrix.set(row, k, matrix.get(row, k) - factor * matrix.get(column, k))
    }
  }
  return order
}

function findPivot(matrix, column) {
  let best = column
  for (let row = column + 1; row < matrix.size; row++) {
    if (Math.abs(matrix.get(row, column)) > Math.abs(matrix.get(best, column))) best = row
  }
  return best
}

function exchangeRows(matrix, order, a, b) {
  if (a === b) return
  for (let column = 0; column < matrix.size; column++) {
    const value = matrix.get(a, column)
    matrix.set(a, column, matrix.get(b, column))
    matrix.set(b, column, value)
  }
  const row = order[a]
  order[a] = order[b]
  order[b] = row
}

function solve(factors, order, right) {
  const { size } = factors
  const solution = Float64Array.from(order, (row) => right[row])
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < row; column++) solution[row] -= factors.get(row, column) * solution[column]
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let column = row + 1; column < size; column++) solution[row] -= factors.get(row, column) * solution[column]
    solution[row] /= factors.get(row, row)
  }
  return solution
}

function run(scale) {
  let product = Matrix.random(SIZE, 99)
  for (let i = 0; i < 3 * scale; i++) {
    product = product.times(Matrix.random(SIZE, 100 + i))
    for (let cell = 0; cell < product.cells.length; cell++) product.cells[cell] /= 6
  }
  const system = Matrix.random(SIZE, 7)
  const right = system.timesVector(product.cells.subarray(0, SIZE))
  const solution = solve(system, decompose(system), right)
  let sum = 0
  for (let i = 0; i < SIZE; i++) {
    if (Math.abs(solution[i] - product.cells[i]) > 1e-6) throw new Error(`Unknown ${i} came out as ${solution[i]}`)
    sum += product.cells[i] * (i + 1)
  }
  return sum.toFixed(9)
}

module.exports = {
  name: 'matmul',
  isolates: 'typed arrays: tight loops over elements, and the same through accessor methods that must be inlined',
  run,
  expected: { 1: '31.572010920', 2: '-90.293208727' },
}
