const { createHash } = require('node:crypto')
const _ = require('lodash')

const people = _.times(300, (i) => ({ id: i, name: `n${(i * 7919) % 301}`, age: (i * 31) % 90, tags: _.range(i % 4) }))
const results = {
  grouped: _.mapValues(_.groupBy(people, 'age'), 'length'),
  sorted: _.orderBy(people, ['age', 'name'], ['desc', 'asc']).slice(0, 20),
  chained: _(people)
    .filter(({ age }) => age > 30)
    .map('name')
    .uniq()
    .sortBy()
    .take(10)
    .value(),
  cloned: _.cloneDeep({ map: [...new Map([[1, { a: 1 }]])], date: new Date(0), people: people.slice(0, 5) }),
  merged: _.merge({ a: [{ b: 2 }, { d: 4 }] }, { a: [{ c: 3 }, { e: 5 }] }),
  equal: _.isEqual(people, _.cloneDeep(people)),
  got: _.get({ a: [{ b: { c: 3 } }] }, 'a[0].b.c'),
  set: _.set({}, ['x', '0', 'y'], 1),
  words: _.words('fred, barney, & pebbles — déjà vu XMLHttpRequest'),
  cases: [_.camelCase('Foo Bar-baz'), _.kebabCase('fooBarBaz'), _.startCase('--foo-bar--'), _.deburr('déjà')],
  curried: _.curry((a, b, c) => [a, b, c])(1)(_, 3)(2),
  template: _.template('<% for (const x of xs) { %><li><%- x %></li><% } %>')({ xs: ['<a>', 'b'] }),
  difference: _.differenceWith([{ x: 1 }, { x: 2 }], [{ x: 1 }], _.isEqual),
}
console.log(createHash('sha256').update(JSON.stringify(results)).digest('hex'))
console.log(results.chained, results.words, results.cases, results.curried, results.template)

const calls = []
const once = _.once((value) => calls.push(value))
once(1)
once(2)
const limited = _.memoize((n) => (n < 2 ? n : limited(n - 1) + limited(n - 2)))
console.log(calls, limited(50), _.VERSION, Object.keys(_).length)
const late = _.debounce((value) => console.log('debounced', value), 5)
late(1)
late(2)
try {
  _.template('<% } %>')
} catch (error) {
  console.log(error.name)
}
