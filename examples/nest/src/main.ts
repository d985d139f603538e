import 'reflect-metadata'
import { Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { BooksController } from './books.controller.js'
import { BooksService } from './books.service.js'

@Module({ controllers: [BooksController], providers: [BooksService] })
class BooksModule {}

const app = await NestFactory.create(BooksModule, { logger: ['error'] })
await app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1')
console.log(`books at ${await app.getUrl()}`)
