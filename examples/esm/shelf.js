const PAGE = 4

const books = [
  'Emma',
  'Middlemarch',
  'Moby Dick',
  'Dracula',
  'Ulysses',
  'Walden',
  'Persuasion',
  'The Trial',
  'Hard Times',
  'Nostromo',
].map((title, index) => ({ number: index + 1, title }))

/** The books of a page; pages count from 1. */
export function findPage(number) {
  const first = (number - 1) * PAGE
  const last = Math.min(first + PAGE - 1, books.length)
  return books.slice(first, last)
}

/** How many pages there are. */
export function countPages() {
  return Math.ceil(books.length / PAGE)
}
