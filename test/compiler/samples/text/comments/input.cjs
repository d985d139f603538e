/* before */ function /* name */ commented /* list */ (/* first */ a /* after */, /* second */ b = /* default */ 1) /* body */ {
  // A line comment.
  const c /* target */ = /* value */ a + /* right */ b; // behind
  /**
   * A longer one { with ( braces ' and quotes `
   */
  return ( // begins
    /* value */ c // ends
  )
  // at the end
} /* behind */
log(/* argument */ commented(/* none */ 1) /* done */)
const arrow = (a /* one */) /* before the arrow */ => /* before the body */ {
  /* only a comment */
}
const short = (a) => /* value */ a // trailing
const regular = (a) => a / 2 /* not a / regular expression */ / 1
const path = () => '/* not a comment */ // nor this'
log(arrow(), short(1), regular(4), path())
if (/* test */ short(1)) /* then */ log('then') /* before else */; else /* else */ log('else')
//# sourceMappingURL=input.cjs.map.that.is.not.there
