'use strict'

// Work on prose: counting words, distances between them, wrapping and justifying, a cipher, a packed form.

const { createRandom } = require('./shared/random.js')

const WORDS = 1_800
const WIDTH = 60

const SYLLABLES = ['ba', 'ren', 'to', 'mil', 'ka', 'so', 'dun', 'vi', 'lor', 'pe']

function makeText(count) {
  const random = createRandom(90_210)
  const makeWord = () => Array.from({ length: 1 + (random() % 3) }, () => SYLLABLES[random() % 10]).join('')
  const words = Array.from({ length: count }, (_, i) => (i % 11 === 0 ? capitalize(makeWord()) : makeWord()))
  return words.join(' ')
}

function capitalize(word) {
  return word[0].toUpperCase() + word.slice(1)
}

function countWords(text) {
  const counts = new Map()
  for (const word of text.toLowerCase().split(' ')) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].sort(([wordA, countA], [wordB, countB]) => countB - countA || (wordA < wordB ? -1 : 1))
}

/** Insertions, deletions and replacements from one word to the other. */
function editDistance(from, to) {
  let previous = Array.from({ length: to.length + 1 }, (_, i) => i)
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const replaced = previous[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1)
      row.push(Math.min(replaced, previous[j] + 1, row[j - 1] + 1))
    }
    previous = row
  }
  return previous[to.length]
}

function wrap(text, width) {
  const lines = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line.length + word.length + 1 > width) {
      lines.push(justify(line, width))
      line = word
    } else {
      line += line === '' ? word : ` ${word}`
    }
  }
  return [...lines, line]
}

function justify(line, width) {
  const words = line.split(' ')
  let missing = width - line.length
  for (let i = 0; missing > 0 && words.length > 1; i = (i + 1) % (words.length - 1)) {
    words[i] += ' '
    missing--
  }
  return words.join(' ')
}

function shiftLetter(character, by) {
  const code = character.charCodeAt(0)
  if (code >= 97 && code <= 122) return String.fromCharCode(97 + ((code - 97 + by) % 26))
  if (code >= 65 && code <= 90) return String.fromCharCode(65 + ((code - 65 + by) % 26))
  return character
}

function encipher(line, key) {
  let result = ''
  let place = 0
  for (const character of line) result += shiftLetter(character, key.charCodeAt(place++ % key.length) - 97)
  return result
}

/** Runs of equal characters as a count and the character. */
function packRuns(line) {
  let packed = ''
  for (let start = 0, end = 0; start < line.length; start = end) {
    while (end < line.length && line[end] === line[start]) end++
    packed += end - start > 2 ? `${end - start}*${line[start]}` : line.slice(start, end)
  }
  return packed
}

function hashText(text) {
  let hash = 0
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0
  return hash
}

const text = makeText(WORDS)

function run(scale) {
  let checksum = 0
  for (let i = 0; i < 2 * scale; i++) {
    const frequent = countWords(text).slice(i, i + 60)
    for (const [word, count] of frequent) {
      for (const [other] of frequent) checksum = (checksum + editDistance(word, other) * count) | 0
    }
    const lines = wrap(text, WIDTH + i).map((line) => packRuns(encipher(line, `key${'abc'[i % 3]}`)))
    checksum = (Math.imul(checksum, 31) + hashText(lines.join('\n'))) | 0
  }
  return checksum
}

module.exports = {
  name: 'text',
  isolates: 'strings: splitting, joining, templates, growing by `+=`, character access, words as Map keys',
  run,
  expected: { 1: -283195561, 2: -1224926806 },
}
