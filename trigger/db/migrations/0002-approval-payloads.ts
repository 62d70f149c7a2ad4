export const name = "0002-approval-payloads";

/** Requests above 16 KiB, as the UTF-8 bytes that their digest covers. */
export const sql = `
create table approval_payloads (
  ref text primary key,
  run_id text not null,
  digest text not null check (digest ~ '^sha256-[0-9a-f]{64}$'),
  bytes integer not null check (bytes > 0),
  body bytea not null check (octet_length(body) = bytes),
  created_at timestamptz not null default now()
);
`;
