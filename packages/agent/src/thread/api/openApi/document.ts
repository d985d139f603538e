import { ERRORS } from '@debugin/protocol'
import { POINT_EXPECTED } from '@debugin/protocol/checks'
import { type ConversionConfig, toJsonSchema } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import type { Parameter } from '../query'
import { ANSWERS } from './answers'
import { CALLS, type Call } from './calls'

type Json = Record<string, unknown>

/** What any call may answer: no token, a wrong Host or Origin, too many calls, a fault of the agent. */
const EVERYWHERE = [401, 403, 429, 500]

/** What cannot be said in JSON Schema is said in the description of the field. */
const CONVERSION: ConversionConfig = { errorMode: 'ignore', target: 'draft-2020-12' }

const PATH_PARAMETERS: Readonly<Record<string, string>> = {
  id: 'the id of a point',
  path: 'a path as a point takes it: absolute, from the root, or the last segments of one; / as %2F, or as it is',
}

/** The control API as an OpenAPI 3.1 document, made from the schemas and parameters that the calls are checked by. */
export function createDocument(version: string): Json {
  const paths: Record<string, Json> = {}
  for (const call of CALLS) {
    const [method, path] = call.call.split(' ') as [string, string]
    const item = paths[path] ?? {}
    item[method.toLowerCase()] = describeCall(call, path)
    paths[path] = item
  }
  const schemas = Object.entries(ANSWERS).map(([name, schema]) => [name, convert(schema)])
  return {
    openapi: '3.1.0',
    info: {
      title: 'DebugIn control API',
      version,
      license: { name: 'MIT', identifier: 'MIT' },
      description: 'Sets tracepoints, logpoints and metric points in a running program.',
    },
    servers: [{ url: '/' }],
    security: [{}, { token: [] }],
    paths,
    components: {
      schemas: Object.fromEntries(schemas),
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'needed where controlApiToken is set' },
      },
    },
  }
}

function describeCall({ call, summary, query = {}, body, answer, errors = [] }: Call, path: string): Json {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => describePathParameter(name as string))
  const inQuery = Object.entries(query).map(([name, parameter]) => describeParameter(name, parameter))
  const [status, name] = answer
  return {
    operationId: call
      .toLowerCase()
      .replace(/\W+(\w)?/g, (_, letter: string | undefined) => letter?.toUpperCase() ?? ''),
    summary,
    ...(inPath.length + inQuery.length === 0 ? {} : { parameters: [...inPath, ...inQuery] }),
    ...(body === undefined ? {} : { requestBody: { required: true, content: jsonContent(describeBody(body)) } }),
    responses: {
      [status]: { description: name === 'nothing' ? 'done' : summary, ...contentOf(name) },
      ...Object.fromEntries([...EVERYWHERE, ...errors].map((code) => [code, describeError(code)])),
    },
  }
}

function describePathParameter(name: string): Json {
  const schema = { type: 'string', minLength: 1 }
  return { name, in: 'path', required: true, description: PATH_PARAMETERS[name], schema }
}

function describeParameter(name: string, parameter: Parameter): Json {
  const { description, repeated = false } = parameter
  const schema = schemaOf(parameter)
  return {
    name,
    in: 'query',
    required: false,
    description,
    schema: repeated ? { type: 'array', items: schema } : schema,
  }
}

function schemaOf(parameter: Parameter): Json {
  if ('text' in parameter) return { type: 'string' }
  if ('choices' in parameter) return { type: 'string', enum: [...parameter.choices] }
  const { least, most, usual } = parameter
  return { type: 'integer', minimum: least, maximum: most, ...(usual === undefined ? {} : { default: usual }) }
}

/** Each field says in words what it takes, as its error does. */
function describeBody(body: v.GenericSchema): Json {
  const schema = convert(body)
  describeFields(schema, '')
  return schema
}

function describeFields(schema: Json, above: string): void {
  for (const [name, field] of Object.entries((schema.properties ?? {}) as Record<string, Json>)) {
    const description = POINT_EXPECTED[above + name]
    if (description !== undefined) field.description = description
    const opened = ((field.anyOf as Json[] | undefined) ?? [field])[0] as Json
    describeFields(opened, `${name}.`)
  }
}

function contentOf(name: Call['answer'][1]): Json {
  const one = { $ref: '#/components/schemas/Point' }
  const many = { type: 'array', items: one }
  switch (name) {
    case 'nothing':
      return {}
    case 'text/plain':
    case 'text/event-stream':
      return { content: { [name]: { schema: { type: 'string' } } } }
    case 'OpenApi':
      return { content: jsonContent({ type: 'object' }) }
    case 'PointList': {
      const list = {
        type: 'object',
        properties: { points: many, total: { type: 'integer', description: 'points that there are' } },
        required: ['points', 'total'],
        additionalProperties: false,
        description: 'with format=object',
      }
      return { content: jsonContent({ anyOf: [many, list] }) }
    }
    default:
      return { content: jsonContent({ $ref: `#/components/schemas/${name}` }) }
  }
}

function describeError(status: number): Json {
  const codes = Object.entries(ERRORS).filter(([, error]) => error.status === status)
  return {
    description: codes.map(([code, { meaning }]) => `${code}: ${meaning}`).join(' '),
    content: jsonContent({ $ref: '#/components/schemas/Error' }),
    ...(status === 429 ? { headers: { 'Retry-After': { schema: { type: 'integer' }, description: 'seconds' } } } : {}),
  }
}

function jsonContent(schema: Json): Json {
  return { 'application/json': { schema } }
}

function convert(schema: v.GenericSchema): Json {
  const { $schema: _, ...converted } = toJsonSchema(schema, CONVERSION) as Json
  return converted
}
