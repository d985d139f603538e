function loops(n) {
  for (let i = 0; i < n; i++) log(i)
  for (let i = 0, j = n; i < j; i++, j--) {
    log(i, j)
  }
  for (var k = 0; k < 2; k++) ;
  for (;;) break
  for (k = 5; k > 3; ) k--
  for (
    let long = 0;
    long < 1;
    long++
  ) {
    log('long', long)
  }
  for (const c = [0]; c[0] < 2; c[0]++)
    for (let d = 0; d < 2; d++)
      if (d)
        log(c, d)
  return k
}

log(loops(2))

function closures() {
  const readers = []
  for (let i = 0; i < 3; i++) readers.push(() => i)
  for (let i = 0, read = () => i; i < 2; i++) readers.push(read)
  for (var v = 0; v < 2; v++) readers.push(() => v)
  return readers.map((read) => read())
}

log(closures())

function updates() {
  const seen = []
  for (let i = (seen.push('init'), 0); seen.push('test'), i < 2; seen.push('update'), i++) seen.push(`body ${i}`)
  return seen
}

log(updates())
