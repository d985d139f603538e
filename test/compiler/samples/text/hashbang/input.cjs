#!/usr/bin/env node
log('behind a hashbang')
function f() { return 1 }
log(f())
