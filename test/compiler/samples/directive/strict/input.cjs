#!/usr/bin/env node
/* a comment first */ 'use strict'; "another directive"
'use client'
function strict() { return this === undefined }
function inner() {
  "use strict"
  return this
}
const arrow = () => {
  'use strict'
  'and more'; return typeof this
}
function commented() {
  // A comment before it.
  'use strict' // and behind
  return (() => this)()
}
function onlyText() { 'use\u0020strict'; return 1 }
function parenthesised() { ('use strict'); return 2 }
function sum() { 'use strict' + 1; return 3 }
log(strict(), inner(), arrow(), commented(), onlyText(), parenthesised(), sum())
try {
  undeclared = 1
} catch (error) {
  log(error.name)
}
