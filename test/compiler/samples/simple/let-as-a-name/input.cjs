var let = 1, yield = 2, async = 3, of = 4, get = 5, static = 6, await = 7
let
if (let) log(let)
function f() {
  var let = [1]
  let
  if (let) let
  else let
  while (!let) let
  do let
  while (!let)
  return let.length
}
log(f())
async
log(async)
for (of of [of]) log(of)
for (let = 0; let < 1; let++) log(let)
yield
static
log(yield, static, get, await)
