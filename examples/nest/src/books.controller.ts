import { Controller, Get, Param, ParseIntPipe } from '@nestjs/common'
import { type Book, BooksService } from './books.service.js'

@Controller('books')
export class BooksController {
  constructor(private readonly books: BooksService) {}

  @Get(':id')
  find(@Param('id', ParseIntPipe) id: number): Book {
    const book = this.books.find(id)
    return book
  }
}
