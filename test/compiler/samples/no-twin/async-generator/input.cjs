async function* each(a) {
  yield await a
}
each(1).next().then(log)
