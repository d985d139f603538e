/** Characters of one expression. */
export const MAX_SOURCE_LENGTH = 2048

/** Levels of a tree: what evaluates it nests as deep on the program's own stack. */
export const MAX_DEPTH = 50

/** Forms in one tree. */
export const MAX_NODES = 500

/** Characters of one message template; what it prints is cut at the same length. */
export const MAX_TEMPLATE_LENGTH = 4096
