'use strict'

// Fills templates with partials, helpers and nested blocks; compiles one of them anew each time.

const Handlebars = require('handlebars')
const { addText } = require('./shared/textChecksum.js')

const ROWS = 400

const PAGE = `<h1>{{title}}</h1>
{{#each orders}}<section class="{{#if paid}}paid{{else}}open{{/if}}">
  {{> customer customer}} {{upper sku}} {{@index}}
  {{#each items}}<li>{{name}} × {{quantity}} = {{../currency}}{{price}}</li>{{else}}none{{/each}}
</section>{{/each}}`

const handlebars = Handlebars.create()
handlebars.registerHelper('upper', (text) => text.toUpperCase())
handlebars.registerPartial('customer', '<b>{{name}}</b> ({{address.city}})')

const orders = Array.from({ length: ROWS }, (_, n) => ({
  paid: n % 3 === 0,
  sku: `sku-${n}`,
  currency: '€',
  customer: { name: `Customer <${n}>`, address: { city: n % 2 === 0 ? 'Oslo' : 'Bergen' } },
  items: Array.from({ length: n % 4 }, (_, item) => ({ name: `item ${item}`, quantity: item + 1, price: n * item })),
}))

const page = handlebars.compile(PAGE)

function run(scale) {
  let checksum = 0
  for (let i = 0; i < scale; i++) {
    checksum = addText(checksum, page({ title: `Orders ${i}`, orders }))
    checksum = addText(
      checksum,
      handlebars.compile(`${PAGE}{{upper "${i}"}}`)({ title: 'Again', orders: orders.slice(0, 3) }),
    )
  }
  return checksum
}

module.exports = {
  name: 'handlebars',
  isolates: 'a template engine: generated functions that call back into the library, a generated parser, escaping',
  run,
  expected: { 1: -66641607, 2: -2044921294 },
}
