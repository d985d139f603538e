async function waits(a) {
  const b = await a
  return b
}
const arrow = async (a) => await a
waits(1).then(log)
arrow(2).then(log)
