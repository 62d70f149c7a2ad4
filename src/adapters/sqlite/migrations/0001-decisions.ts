import type { Migration } from "./migration.ts";

/**
 * Gates, decisions, the audit chain. Instants are REAL, not INTEGER: a corrected clock may hand out fractions of a
 * millisecond, which a STRICT integer column would refuse in the middle of a decision.
 */
export const decisions: Migration = {
  version: 1,
  sql: `
CREATE TABLE device (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  device_id TEXT NOT NULL
) STRICT;
INSERT INTO device (only, device_id) VALUES (1, lower(hex(randomblob(16))));

CREATE TABLE process_lease (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  pid INTEGER NOT NULL,
  boot_id TEXT NOT NULL,
  started_at TEXT,
  taken_at REAL NOT NULL
) STRICT;

CREATE TABLE snapshot (
  environment_id TEXT PRIMARY KEY,
  taken_at REAL NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE gate (
  token_id TEXT PRIMARY KEY,
  environment_id TEXT NOT NULL,
  status TEXT NOT NULL,
  created_at REAL NOT NULL,
  settled_at REAL,
  document TEXT NOT NULL
) STRICT;
CREATE INDEX gate_waiting ON gate (environment_id, created_at) WHERE status = 'WAITING';
CREATE INDEX gate_settled ON gate (coalesce(settled_at, created_at)) WHERE status <> 'WAITING';

CREATE TABLE decision (
  sequence INTEGER PRIMARY KEY,
  decision_id TEXT NOT NULL UNIQUE,
  environment_id TEXT NOT NULL,
  token_id TEXT NOT NULL,
  run_id TEXT NOT NULL,
  title TEXT NOT NULL,
  verdict TEXT NOT NULL,
  request_digest TEXT NOT NULL,
  decision_json TEXT NOT NULL,
  deadline REAL,
  recorded_at REAL NOT NULL,
  attempts INTEGER NOT NULL CHECK (attempts >= 0),
  state TEXT NOT NULL,
  status TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX decision_one_a_token ON decision (token_id) WHERE state <> 'withdrawn';
CREATE INDEX decision_state ON decision (state, sequence);

CREATE TRIGGER decision_is_never_removed BEFORE DELETE ON decision
BEGIN SELECT raise(ABORT, 'a decision is never removed'); END;
CREATE TRIGGER decision_never_changes BEFORE UPDATE OF
  sequence, decision_id, environment_id, token_id, run_id, title, verdict, request_digest, decision_json, deadline, recorded_at
ON decision
BEGIN SELECT raise(ABORT, 'a decision never changes'); END;
CREATE TRIGGER decision_attempts_only_grow BEFORE UPDATE OF attempts ON decision WHEN NEW.attempts < OLD.attempts
BEGIN SELECT raise(ABORT, 'the attempts of a decision only grow'); END;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  data TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX audit_checkpoint ON audit (seq) WHERE kind = 'checkpoint';

CREATE TRIGGER audit_is_never_removed BEFORE DELETE ON audit
BEGIN SELECT raise(ABORT, 'the audit log only grows'); END;
CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit
BEGIN SELECT raise(ABORT, 'the audit log only grows'); END;
CREATE TRIGGER audit_is_one_chain BEFORE INSERT ON audit
WHEN NEW.seq <> coalesce((SELECT max(seq) FROM audit), 0) + 1
  OR NEW.previous <> coalesce((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), NEW.previous)
BEGIN SELECT raise(ABORT, 'an audit entry follows the newest one'); END;
`,
};
