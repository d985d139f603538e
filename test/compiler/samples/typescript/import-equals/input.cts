import path = require('node:path')
import type Nothing = require('./nowhere')
namespace Values { export namespace Inner { export const a = 1 } }
import Inner = Values.Inner
function joined(): string {
  return path.posix.join('a', 'b')
}
log(joined(), Inner.a)
export = { joined }
