import { type MessagePort, workerData } from 'node:worker_threads'
import type { AgentThreadData } from '../link/messages'
import { startAgentThread } from './agentThread'

const { data, port } = workerData as { data: AgentThreadData; port: MessagePort }
startAgentThread(data, port)
