import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRedaction } from '../../packages/runtime/dist/redact/redaction.js'

const HIDDEN = `
  password passwd pwd PASSWORD userPassword password_hash newPassword1 oldPwd db_pwd DB_PASS smtpPass passphrase
  secret clientSecret client_secret AWS_SECRET_ACCESS_KEY secretKey SECRETS
  token accessToken access_token ACCESS-TOKEN refreshToken idToken csrfToken x-csrf-token usertoken token2 authTokens
  auth basicAuth x-auth authorization Authorization Proxy-Authorization authorizationHeader oauth
  cookie cookies set-cookie Set-Cookie sessionCookie sessionId session_id session.id JSESSIONID PHPSESSID connect.sid sid
  apiKey api_key API-KEY x-api-key apikey2 apiKeyV2 secretApiKey accessKeyId privateKey PRIVATE_KEY signingKey
  jwt userJwt csrf xsrf ssn user_ssn cvv cvv2 cardCvv CVC cardNumber card_number creditCard creditCardNumber
  pin userPin user_pin pinCode PIN otp otpCode totp connectionString CONNECTION_STRING connStr credentials awsCredentials
  $password @token _secret_ user[password]
`
const SHOWN = `
  shipping shippingAddress pinned spinner opinion pinterest pinColor mapping
  author authors authorName authority authenticated isAuthenticated authMethod authorizationUrl
  tokens maxTokens totalTokens tokenCount tokenizer tokenType tokenExpiry
  cookieParser cookieName secretary secretaryName passenger compass bypass passed passCount password
  otpauth footprint laptop desktop option
  session sessionCount accountSid messageSid side inside
  key keys publicKey primaryKey keyboard monkey foreignKey
  id name email user username amount total card cards discard cardType cardinal status data value
  assn lessn cvvvv jwtx pwdx
`
const words = (text) => text.trim().split(/\s+/)

test('the built-in names, in any writing', () => {
  const redaction = createRedaction()
  assert.deepEqual(
    words(HIDDEN).filter((name) => !redaction.hidesName(name)),
    [],
  )
})

test('names that only look like them', () => {
  const redaction = createRedaction()
  assert.deepEqual(
    words(SHOWN).filter((name) => redaction.hidesName(name)),
    ['password'],
  )
})

test('added names: whole, or open at an end', () => {
  const redaction = createRedaction({ names: ['patient', 'medical*', '*Number', '*health*', 'blood-type'] })
  for (const name of ['patient', 'PATIENT', '_patient', 'medicalRecord', 'phone_number', 'isHealthy', 'bloodType']) {
    assert.ok(redaction.hidesName(name), name)
  }
  for (const name of ['patientId', 'paramedical', 'numbers', 'wealth', 'blood']) {
    assert.ok(!redaction.hidesName(name), name)
  }
})

test('excepted names are shown, unless they were added too', () => {
  const redaction = createRedaction({ except: ['token', 'page*'], names: ['pageSecret'] })
  assert.ok(!redaction.hidesName('token'))
  assert.ok(!redaction.hidesName('pageToken'))
  assert.ok(redaction.hidesName('pageSecret'))
  assert.ok(redaction.hidesName('accessToken'))
})

test('with an allow-list everything else is hidden', () => {
  const redaction = createRedaction({ allowOnly: ['order', 'id', 'item*', 'password'], names: ['itemPrice'] })
  for (const name of ['order', 'id', 'items', 'ITEM_COUNT', 'password']) assert.ok(!redaction.hidesName(name), name)
  for (const name of ['name', 'orderId', 'itemPrice', '']) assert.ok(redaction.hidesName(name), name)
  assert.ok(createRedaction({ allowOnly: [] }).hidesName('anything'))
})

test('a name of any length and shape is answered', () => {
  const redaction = createRedaction()
  for (const name of ['', '-', '___', '1', '$', 'é', '密码', 'A'.repeat(1e5), '_'.repeat(1e5)]) {
    assert.equal(redaction.hidesName(name), false)
  }
})

test('options: what is wrong is named', () => {
  const fails = (options, message) => {
    assert.throws(
      () => createRedaction(options),
      (error) => {
        assert.equal(error.code, 'INVALID_OPTION')
        assert.match(error.message, message)
        return true
      },
    )
  }
  fails({ name: ['x'] }, /no option "name"; did you mean "names"\?.*names, patterns, except, allowOnly/)
  fails({ pattern: ['x'] }, /did you mean "patterns"/)
  fails({ allow: ['x'] }, /did you mean "allowOnly"/)
  fails({ excludes: ['x'] }, /did you mean "except"/)
  fails({ names: 'password' }, /redaction\.names is "password"; give a list/)
  fails({ names: ['a', 5] }, /redaction\.names\[1\] is 5/)
  fails({ except: [''] }, /redaction\.except\[0\]/)
  fails(['password'], /redaction is a list/)
  fails(null, /redaction is null/)
  fails({ patterns: ['x'] }, /no matcher/)
})

test('options: patterns go through the matcher that is given', () => {
  const contains = (source) => {
    if (source === '(') throw new Error('unclosed')
    return (text) => text.includes(source)
  }
  const redaction = createRedaction({ patterns: ['ACME-', 'x1'] }, contains)
  assert.ok(redaction.hidesText('the key ACME-123'))
  assert.ok(!redaction.hidesText('acme'))
  const givesUp = () => () => {
    throw new Error('too many steps')
  }
  assert.ok(createRedaction({ patterns: ['x'] }, givesUp).hidesText('anything'))
  assert.throws(
    () => createRedaction({ patterns: ['ok', '('] }, contains),
    /redaction\.patterns\[1\] "\(" cannot be read: unclosed/,
  )
})
