'use strict'

// A server of one process. Argument: a job { server, texts: JSON file of [path, source] pairs or null, survey }.
// Sends { port, files } when it listens.

const { readFileSync } = require('node:fs')
const { substituteSources } = require('../../idle/child/substitute.js')

const { server, texts, survey } = JSON.parse(process.argv[2])

const files = []
substituteSources(texts === null ? new Map() : new Map(JSON.parse(readFileSync(texts, 'utf8'))), (file) => {
  if (survey) files.push(file)
})

process.once('disconnect', () => process.exit())
require('./servers.js')[server]((port) => process.send({ port, files }))
