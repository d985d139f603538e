'use strict'

/** Has nothing to do with what is measured; a probe stands in it. */
module.exports = function bystander(number) {
  const twice = number * 2
  return twice
}
