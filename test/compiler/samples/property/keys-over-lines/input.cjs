const quoted = () => {
  const object = {
    'goes\
on': 1,
    'method goes\
on too'() { return 2 },
    get
      'spaced'
      () {
      return 3
    },
    async '*starred'() { return 4 },
    [`computed
${'key'}`]: 5,
  }
  return object
}
log(quoted(), quoted()['method goeson too'](), quoted().spaced)
class Quoted {
  'field goes\
on' = 1
  static
  'static field'
  = 2
  'method\
'() { return 3 }
  get
  x() { return 4 }
  static async
  y() { return 5 }
}
log(new Quoted(), Quoted['static field'], new Quoted().method(), new Quoted().x, typeof Quoted.async)
