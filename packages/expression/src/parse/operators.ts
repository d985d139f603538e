/** Operators between two operands, by how tight they bind; the words are other spellings or tests of a text. */
export const PRECEDENCE: ReadonlyMap<string, number> = mapOf({
  '||': 1,
  '??': 1,
  '&&': 2,
  '==': 6,
  '!=': 6,
  '===': 6,
  '!==': 6,
  '<': 7,
  '<=': 7,
  '>': 7,
  '>=': 7,
  in: 7,
  startsWith: 7,
  endsWith: 7,
  contains: 7,
  matches: 7,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '%': 10,
})

/** Words for operators that also have a sign or another word. */
export const SPELLINGS: ReadonlyMap<string, string> = mapOf({ and: '&&', or: '||', includes: 'contains' })

/**
 * The next operator: a sign as JavaScript would cut it (`a<-1` is `<` and then `-1`), or a word. Signs that we refuse
 * are in it too, or `a **b` would read as `a * (*b)` and the message would point at the wrong place.
 */
export const OPERATOR =
  />>>=?|[=!]==?|=>|<<=?|>>=?|\*\*=?|&&=?|\|\|=?|\?\?=?|\+\+|--|[-+*/%&|^<>]=?|=|[A-Za-z]+(?![\p{ID_Continue}$])/uy

const ASSIGNMENT = 'an expression only reads and cannot assign'
const BITWISE = 'bitwise operators are not part of expressions'
const CHANGE = 'an expression only reads and cannot count up or down; write a + +b or a - -b with a space for signs'

/** What to say about operators that JavaScript, or Python, has and expressions have not. */
export const REFUSED_OPERATORS: ReadonlyMap<string, string> = mapOf({
  '=': `${ASSIGNMENT}; use == to compare`,
  '+=': ASSIGNMENT,
  '-=': ASSIGNMENT,
  '*=': ASSIGNMENT,
  '/=': ASSIGNMENT,
  '%=': ASSIGNMENT,
  '**=': ASSIGNMENT,
  '<<=': ASSIGNMENT,
  '>>=': ASSIGNMENT,
  '>>>=': ASSIGNMENT,
  '&=': ASSIGNMENT,
  '|=': ASSIGNMENT,
  '^=': ASSIGNMENT,
  '&&=': ASSIGNMENT,
  '||=': ASSIGNMENT,
  '??=': ASSIGNMENT,
  '++': CHANGE,
  '--': CHANGE,
  '=>': 'functions are not part of expressions; use >= to compare',
  '&': `${BITWISE}; use && to join conditions`,
  '|': `${BITWISE}; use || for alternatives`,
  '^': BITWISE,
  '<<': BITWISE,
  '>>': BITWISE,
  '>>>': BITWISE,
  '**': 'powers are not part of expressions; multiply with *',
  instanceof: 'it can run code of the program; test a property that tells the objects apart',
  is: 'use == or ===',
  not: 'write not (a in b)',
})

/** What to say about signs at the start of an operand. */
export const REFUSED_STARTS: ReadonlyMap<string, string> = mapOf({
  '++': CHANGE,
  '--': CHANGE,
  '...': 'spreading is not part of expressions',
  '~': BITWISE,
  '`': 'template literals are not part of expressions; put texts in \'…\' or "…"',
  '{': 'object literals are not part of expressions',
  '[': 'array literals are not part of expressions; compare with == and join with or',
  '/': "regular expressions are written as text: path matches '^/api'",
})

const STATEMENT = 'statements are not part of expressions'
const OBJECT = 'an expression cannot make objects, functions or classes'

/** Reserved words of JavaScript that cannot start an operand. */
export const REFUSED_WORDS: ReadonlyMap<string, string> = mapOf({
  await: 'an expression cannot wait',
  break: STATEMENT,
  case: STATEMENT,
  catch: STATEMENT,
  class: OBJECT,
  const: STATEMENT,
  continue: STATEMENT,
  debugger: STATEMENT,
  default: STATEMENT,
  delete: 'an expression only reads and cannot delete',
  do: STATEMENT,
  else: STATEMENT,
  enum: STATEMENT,
  export: STATEMENT,
  extends: OBJECT,
  finally: STATEMENT,
  for: STATEMENT,
  function: OBJECT,
  if: `${STATEMENT}; write a ? b : c`,
  import: 'an expression cannot load modules',
  new: OBJECT,
  return: 'write the expression alone',
  super: 'super is not readable; use this',
  switch: STATEMENT,
  throw: STATEMENT,
  try: STATEMENT,
  var: STATEMENT,
  void: 'write undefined',
  while: STATEMENT,
  with: STATEMENT,
  yield: 'an expression cannot wait',
})

/** A map and no object: asked for `constructor`, an object would answer with a function. */
function mapOf<Value>(entries: Record<string, Value>): ReadonlyMap<string, Value> {
  return new Map(Object.entries(entries))
}
