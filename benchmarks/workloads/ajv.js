'use strict'

// Compiles a JSON schema anew each time and checks documents with it, good ones and bad ones.

const Ajv = require('ajv')
const { addText } = require('./shared/textChecksum.js')

const SCHEMAS = 2
const DOCUMENTS = 300

const makeSchema = (n) => ({
  type: 'object',
  required: ['id', 'name', 'items'],
  additionalProperties: false,
  properties: {
    id: { type: 'integer', minimum: n },
    name: { type: 'string', minLength: 1, maxLength: 40, pattern: '^[a-z ]+$' },
    tags: { type: 'array', uniqueItems: true, items: { enum: ['new', 'vip', 'late', `tag${n}`] } },
    items: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['sku'],
        properties: { sku: { type: 'string' }, quantity: { type: 'integer', exclusiveMinimum: 0 } },
        if: { properties: { sku: { const: 'gift' } } },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON schema
        then: { properties: { quantity: { const: 1 } } },
      },
    },
    note: { anyOf: [{ type: 'string' }, { type: 'null' }] },
  },
})

const documents = Array.from({ length: DOCUMENTS }, (_, n) => ({
  id: n,
  name: n % 7 === 0 ? 'Not Good' : 'good enough',
  tags: ['new', n % 2 === 0 ? 'vip' : 'late'],
  items: [{ sku: n % 5 === 0 ? 'gift' : 'tea', quantity: n % 4 }],
  note: n % 3 === 0 ? null : 'some note',
}))

function run(scale) {
  let checksum = 0
  for (let i = 0; i < scale * SCHEMAS; i++) {
    const validate = new Ajv({ allErrors: true }).compile(makeSchema(i))
    for (const document of documents) {
      if (!validate(document)) checksum = addText(checksum, validate.errors.map(({ message }) => message).join())
    }
  }
  return checksum
}

module.exports = {
  name: 'ajv',
  isolates: 'a compiler of schemas: code built as trees of objects, then functions that it generates and no one weaves',
  run,
  expected: { 1: -628932401, 2: 675880108 },
}
