const Box = ({ children, ...rest }) => ({ box: rest, children })
const library = { Panel: { Head: 'head' }, lower: 'lower' }
const items = ['a', 'b']
const props = { id: 1, title: 'a title' }

function List({ items, render = (item) => <i>{item}</i> }) {
  const head = <h1 title="static" {...props} data-x={items.length} onClick={() => items}>Items: {items.length}</h1>
  return (
    <Box
      wide
      title='single'
    >
      {head}
      {items.map((item, index) => (
        <li key={index}>
          {render(item)} &amp; {/* a comment */}
        </li>
      ))}
      {items.length > 1 ? <b>many</b> : null}
      <library.Panel.Head /><library.lower>{...[]}text</library.lower>
      <svg:path d="M0" />
      <></>
    </Box>
  )
}

class Component {
  name = 'component'
  render() {
    return <div title={this.name}>{() => this.name}</div>
  }
  self() {
    const Self = this.constructor
    return <Self.name of={this}/>
  }
}

const arrow = (a) => <p>{a}</p>
const fragment = () => <>
  one
  two {props.id}
</>
log(List({ items }))
log(new Component().render(), arrow(1), fragment(), new Component().self())
export default function App() { return <List items={items} /> }
