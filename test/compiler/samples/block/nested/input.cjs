function nested(a) {
  let b = a + 1
  {
    let c = b + 1
    {
      const b = c * 2
      log(a, b, c)
    }
    log(b, c)
  }
  {
    log(a, b)
  }
  {}
  return b
}

log(nested(1))
