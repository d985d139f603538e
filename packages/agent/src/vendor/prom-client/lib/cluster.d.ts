/** What this package uses of prom-client 15, of which the build puts a part beside this declaration. */

/** A sample: a line of the text. */
export interface Sample {
  metricName: string
  labels: Record<string, string>
  value: number
}

/** A metric with all its samples. */
export interface Samples {
  name: string
  help: string
  type: 'counter' | 'gauge' | 'histogram'
  aggregator: 'sum'
  values: Sample[]
}

/** Adds up the metrics that have one name. */
export function aggregate(processes: Samples[][]): { metrics(): Promise<string> }
