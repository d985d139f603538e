const { createHash } = require('node:crypto')
const { Ajv } = require('ajv')
const { default: Ajv2020 } = require('ajv/dist/2020')
const addFormats = require('ajv-formats').default

const ajv = addFormats(
  new Ajv({
    allErrors: true,
    strictTypes: false,
    verbose: true,
    $data: true,
    discriminator: true,
    code: { es5: false },
  }),
)
ajv.addKeyword({ keyword: 'even', type: 'number', validate: (wanted, number) => (number % 2 === 0) === wanted })
ajv.addSchema({
  $id: 'line.json',
  type: 'object',
  properties: { quantity: { type: 'integer', even: true } },
  required: ['product'],
})
const validate = ajv.compile({
  type: 'object',
  properties: {
    lines: { type: 'array', items: { $ref: 'line.json' }, minItems: 1, uniqueItems: true },
    due: { type: 'string', format: 'date' },
    least: { type: 'number' },
    most: { type: 'number', minimum: { $data: '1/least' } },
    site: { anyOf: [{ type: 'null' }, { type: 'string', format: 'uri' }] },
  },
  patternProperties: { '^x-': { not: { type: 'string' } } },
  additionalProperties: false,
  dependencies: { least: ['most'] },
  if: { properties: { least: { const: 5 } }, required: ['least'] },
  // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
  then: { required: ['site'] },
})
const orders = Array.from({ length: 60 }, (_, i) => ({
  lines: Array.from({ length: i % 3 }, (_, n) => ({ ...(i % 4 ? { product: 'tea' } : {}), quantity: n + i })),
  due: i % 5 ? `2026-${1 + (i % 15)}-01` : 'today',
  ...(i % 2 ? { least: i % 10, most: i % 7 } : { [`x-${i}`]: i % 6 ? i : 'text', other: 1 }),
  site: i % 8 ? null : 'no uri',
}))
const results = orders.map((order) => (validate(order) ? true : ajv.errorsText(validate.errors, { separator: '\n' })))
console.log(results.filter((result) => result === true).length, results[4], results[15])
console.log(createHash('sha256').update(JSON.stringify(results)).digest('hex'))

const tree = new Ajv2020({ strict: false }).compile({
  $id: 'tree',
  $dynamicAnchor: 'node',
  type: 'object',
  properties: { value: true, children: { type: 'array', items: { $dynamicRef: '#node' } } },
  unevaluatedProperties: false,
})
console.log(tree({ children: [{ value: 1 }] }), tree({ children: [{ vlaue: 1 }] }), tree.errors[0].message)
try {
  ajv.compile({ type: 'obejct' })
} catch (error) {
  console.log(error.message)
}
