export { type FollowedEvent, type FollowOptions, followEvents } from './client/followEvents.js'
export { createEventPrinter, type PrintOptions } from './print/eventPrinter.js'
