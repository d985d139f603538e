/** What is known of an event besides its text. */
interface AboutEvent {
  /**
   * Whether it is worth a place on the disk: what a probe has made is. That a program has started is not, else every
   * program without a sink would leave a file behind.
   */
  lasting: boolean
}

/** An event that is to be sent. */
export interface NewEvent extends AboutEvent {
  /** JSON text. */
  json: string
}

/** An event that waits to be sent. */
export interface OutgoingEvent extends AboutEvent {
  /** JSON text in UTF-8. */
  json: Buffer
}
