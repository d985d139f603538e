export { checkEvent, type ReceivedEvent } from './event'
export { invalidField, missingField } from './fieldError'
export { nearestName } from './nearestName'
export { parseTimestamp } from './timestamp'
