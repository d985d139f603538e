'use strict'

// A control for the sink: it reads the bodies that it is sent and answers 200, and does nothing else. What a request to
// it takes is the time of this machine and of whoever measures. Says its URL.

const { createServer } = require('node:http')

const server = createServer((request, response) => {
  request.resume().once('end', () => {
    response.setHeader('content-type', 'application/json').end('{"status":"accepted"}')
  })
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
