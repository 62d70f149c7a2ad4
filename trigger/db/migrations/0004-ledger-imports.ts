export const name = "0004-ledger-imports";

/** Whole files for the ledger, which an operator reads before they are booked. */
export const sql = `
create table ledger_imports (
  id text primary key,
  -- One line a booking: account;amount;text
  document text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  status text not null default 'open' check (status in ('open', 'in_review', 'booked')),
  run_id text,
  approved_by text,
  decision_id uuid unique,
  updated_at timestamptz not null default now(),
  check ((status = 'open') = (run_id is null)),
  check ((status = 'booked') = (decision_id is not null))
);
`;
