const { createHash } = require('node:crypto')
const { Writable } = require('node:stream')
const React = require('react')
const { renderToPipeableStream, renderToStaticMarkup, renderToString } = require('react-dom/server')

const h = React.createElement
const Currency = React.createContext('EUR')
const wait = new Map()

function Price({ amount }) {
  const currency = React.useContext(Currency)
  const id = React.useId()
  const text = React.useMemo(() => `${amount.toFixed(2)} ${currency}`, [amount, currency])
  return h('b', { id, className: 'price', style: { color: amount > 50 ? 'red' : undefined, lineHeight: 2 } }, text)
}

class Row extends React.Component {
  state = { open: this.props.index % 2 === 0 }
  static getDerivedStateFromProps({ index }) {
    return { odd: index % 2 === 1 }
  }
  render() {
    const { name, index } = this.props
    return h(
      'li',
      { 'data-odd': this.state.odd, hidden: !this.state.open },
      name,
      ' & ',
      h(Price, { amount: index * 9 }),
    )
  }
}

const Late = ({ name }) => {
  if (!wait.has(name)) wait.set(name, new Promise((resolve) => setImmediate(resolve, `late ${name}`)))
  return h('i', null, React.use(wait.get(name)))
}

const List = React.memo(({ names }) =>
  h(
    'ul',
    null,
    names.map((name, index) => h(Row, { key: name, name, index })),
  ),
)
const page = h(
  React.StrictMode,
  null,
  h(Currency.Provider, { value: 'SEK' }, h(List, { names: Array.from({ length: 30 }, (_, i) => `<tea ${i}>`) })),
  h('div', { dangerouslySetInnerHTML: { __html: '<p>raw' } }),
  h('svg', { viewBox: '0 0 1 1' }, h('path', { strokeWidth: 2, d: 'M0 0' })),
)

const html = renderToString(page)
console.log(
  html.length,
  createHash('sha256').update(html).digest('hex'),
  renderToStaticMarkup(h(Price, { amount: 99 })),
)
console.log(renderToStaticMarkup(h('select', { defaultValue: 'b' }, h('option', { value: 'b' }, 'B'))))
try {
  renderToString(h(() => ({ not: 'a child' })))
} catch (error) {
  console.log(error.message)
}

let streamed = ''
const collect = new Writable({
  write: (chunk, _, next) => {
    streamed += chunk
    next()
  },
})
collect.on('finish', () => console.log(streamed))
const { pipe } = renderToPipeableStream(
  h(React.Suspense, { fallback: 'wait' }, h(Late, { name: 'a' }), h(Late, { name: 'b' })),
  {
    onAllReady: () => pipe(collect),
  },
)
