const tree = { left: { value: 1, read() { return this.value } }, list: [() => 'called', { deep: null }] }
function chains(tree, key) {
  const seen = []
  seen.push(tree.left.value, tree['left']['value'], tree?.left?.value, tree?.missing?.deeper.never)
  seen.push(tree.left.read(), tree.left?.read?.(), tree.missing?.(), (tree?.left).read(), (tree?.left.read)())
  seen.push(tree[key]?.[1]?.deep, tree[key][0]?.(), tree?.[key]?.length, delete tree?.left?.value, tree.left.read())
  tree.left.value ??= 5
  tree.left.value ||= 6
  tree.left.value &&= 7
  tree[key].length **= 1
  tree
    .left
    .value++
  tree
    ?.left
    // A comment in the middle of a chain.
    .read()
  seen.push(tree.left.value, new tree.list.constructor(2).length)
  return seen
}
log(chains(tree, 'list'))
for (const call of [() => tree.missing.deeper, () => tree.missing(), () => null.x, () => (tree?.missing).deeper]) {
  try {
    call()
  } catch (error) {
    log(error.name, error.message)
  }
}
