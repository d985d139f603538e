/** The version of the tables, as the file says it. */
export const VERSION = 2

/**
 * Texts lie apart, so that counting and choosing read narrow rows. What events have in common stands once, in `kinds`.
 * Each index ends in the row's number, which is the order of answers: no answer has to be sorted but those that are chosen
 * by time or of several kinds.
 */
const EVENTS = `
CREATE TABLE kinds (kind INTEGER PRIMARY KEY, name TEXT NOT NULL, runtime TEXT, application TEXT, probe_id TEXT);
CREATE INDEX kinds_probe_id ON kinds (probe_id, application);
CREATE TABLE events (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  received INTEGER NOT NULL,
  time INTEGER NOT NULL,
  kind INTEGER NOT NULL
);
CREATE INDEX events_time ON events (time, kind);
CREATE INDEX events_kind ON events (kind);
CREATE TABLE ids (id TEXT PRIMARY KEY, sequence INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE marks (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
`

/** Makes the tables in an empty file. */
export const MAKE_TABLES = `
${EVENTS}
CREATE TABLE texts (sequence INTEGER PRIMARY KEY, text TEXT NOT NULL);
`

/** Brings a file of the first version here, where each event had all of it in a row, and an index for each. */
export const UPGRADE_FROM_1 = `
DROP INDEX events_time;
DROP INDEX events_name;
DROP INDEX events_runtime;
DROP INDEX events_application;
DROP INDEX events_probe_id;
ALTER TABLE events RENAME TO events_1;
${EVENTS}
INSERT INTO kinds (name, runtime, application, probe_id)
  SELECT DISTINCT name, runtime, application, probe_id FROM events_1;
INSERT INTO events (sequence, id, received, time, kind)
  SELECT e.sequence, e.id, e.received, e.time, k.kind FROM events_1 e CROSS JOIN kinds k
  ON k.probe_id IS e.probe_id AND k.application IS e.application AND k.runtime IS e.runtime AND k.name = e.name
  ORDER BY e.sequence;
INSERT INTO ids (id, sequence) SELECT id, sequence FROM events ORDER BY id;
INSERT INTO marks (name, value) SELECT 'last', seq FROM sqlite_sequence WHERE name = 'events_1';
INSERT INTO marks (name, value) SELECT 'settled', coalesce(max(sequence), 0) FROM events;
DROP TABLE events_1;
`
