function sloppy() {
  'use str\
ict'
  const inner = function () {
    'use str\
ict'
    return this === undefined
  }
  const spaced = () => {
    'use strict\
'
    return (function () { return this === undefined })()
  }
  const real = function () {
    'a\
'; 'use strict'
    return this === undefined
  }
  return [this === undefined, inner(), spaced(), real()]
}
log(sloppy())
