const f = function self(again) {
  if (again) return typeof self
  self = 1
  return typeof self
}
const strict = function self() {
  'use strict'
  try {
    self = 1
  } catch (error) {
    return error.name
  }
}
log(f(), f(true), strict())
