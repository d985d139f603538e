const List = ({ name }) => {
  const text = <p>
    two words
    {name}
  </p>
  return text
}
log(List({ name: 'n' }))
