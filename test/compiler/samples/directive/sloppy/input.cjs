('use strict')
function sloppy() { return this !== undefined }
function strict() { 'use strict'; return this === undefined }
function withoutSemicolon() {
  'use strict'
  return this === undefined
}
function beforeBracket() {
  'use strict'
  ;[1].forEach((n) => log(n))
  return this === undefined
}
function noDirective() {
  'use strict'
  .length
  return this === undefined
}
function neitherDirective() {
  'use strict'
  ['length']
  return this === undefined
}
class Strict { method() { return this } }
const { method } = new Strict()
log(sloppy(), strict(), withoutSemicolon(), beforeBracket(), noDirective(), neitherDirective(), method())
function octal() { return 017 + 1 }
function html() { return 1 <!--2
}
log(octal(), html())
--> an old comment
var undeclared = (leaked = 5)
log(leaked)
