import { Injectable, NotFoundException } from '@nestjs/common'

export interface Book {
  id: number
  title: string
  price: number
}

@Injectable()
export class BooksService {
  private readonly books: readonly Book[] = [
    { id: 1, title: 'Emma', price: 900 },
    { id: 2, title: 'Walden', price: 750 },
  ]

  find(id: number): Book {
    const book = this.books.find((candidate) => candidate.id === id)
    if (book === undefined) throw new NotFoundException('no such book')
    return book
  }
}
