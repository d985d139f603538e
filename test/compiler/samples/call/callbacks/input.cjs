const routes = []
const app = { get: (path, ...handlers) => void routes.push([path, handlers]), use(f) { routes.push(f); return this } }

app.get('/', (req, res) => {

  // A comment in front.
  const { id } = req
  res.send(id)

})

app.get(
  '/long',
  function (req, res, next) {
    if (!req.id) return next(new Error('no id'))
    res.send(req.id)
  },
  (error, req, res, next) => res.send(error.message),
)

app.use((req) => req).use(async (req) => { await null; log('used', req) })

describe('a suite', () => {
  it('a test', function () { log('tested', this === undefined || typeof this) })
})
function describe(name, body) { log(name); body() }
function it(name, body) { log(name); body() }

const sent = []
const res = { send: (value) => sent.push(value) }
routes[0][1][0]({ id: 1 }, res)
const [first, second] = routes[1][1]
first({}, res, (error) => second(error, {}, res))
first({ id: 2 }, res)
routes[3]('request')
new Promise((resolve, reject) => {
  resolve(1)
}).then((value) => {
  log('then', value)
  throw new Error('chained')
}).catch((error) => log('caught', error.message)).finally(() => {
  log('finally', sent)
})
