import { type MessagePort, workerData } from 'node:worker_threads'
import type { AgentThreadData } from '../link/messages'
import { beginThread } from '../link/threadStart'
import { startAgentThread } from './agentThread'
import { collectLoading } from './collectLoading'

/** What libraries of this thread have to say is not the program's output. */
for (const level of ['debug', 'error', 'info', 'log', 'warn'] as const) console[level] = () => {}

const { data, port } = workerData as { data: AgentThreadData; port: MessagePort }
if (beginThread(data.lobby)) {
  startAgentThread(data, port)
  collectLoading()
}
