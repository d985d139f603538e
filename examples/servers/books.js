const books = [
  { id: 1, title: 'Emma', price: 900 },
  { id: 2, title: 'Walden', price: 750 },
  { id: 3, title: 'Ulysses', price: 1200 },
]

/** The book with an id, or undefined. */
export function findBook(id) {
  return books.find((book) => book.id === id)
}
