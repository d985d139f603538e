import { setTimeout } from 'node:timers'
import { types } from 'node:util'
import { threadId } from 'node:worker_threads'
import type { Host } from '@debugin/runtime'
import { readActiveSpan } from './activeSpan'
import { createStackClass } from './collectStack'
import { createStackDescriber } from './describeStack'

/**
 * What the runtime needs of Node. Every function is taken now, before the program can replace one: fake timers of a
 * test, say.
 */
export function createNodeHost(send: (lines: string) => void): Host {
  const { now } = performance
  const wallClock = Date.now
  return {
    now: now.bind(performance),
    ticks: process.hrtime.bigint,
    wallClock,
    ...pickTests(),
    stackClass: createStackClass(),
    describeStack: createStackDescriber(),
    // An immediate that does not hold the program does not wake its loop either: events of an idle program would wait
    // for whatever comes next. A timer wakes it.
    soon: (run) => void setTimeout(run, 0).unref(),
    later: (ms, run) => void setTimeout(run, ms).unref(),
    send,
    threadId,
    activeSpan: readActiveSpan,
  }
}

function pickTests() {
  const { isProxy, isNativeError, isMap, isSet, isDate, isRegExp, isPromise, isBoxedPrimitive } = types
  const { isArgumentsObject, isModuleNamespaceObject, isArrayBuffer, isSharedArrayBuffer } = types
  return {
    isProxy,
    isNativeError,
    isMap,
    isSet,
    isDate,
    isRegExp,
    isPromise,
    isBoxedPrimitive,
    isArgumentsObject,
    isModuleNamespaceObject,
    isArrayBuffer,
    isSharedArrayBuffer,
  }
}
