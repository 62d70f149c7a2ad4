export const name = "0003-vendors-and-ledger";

/** The vendors' bank details and the ledger's corrections, which other tasks ask for. */
export const sql = `
create table vendors (
  id text primary key,
  name text not null,
  iban text not null,
  updated_at timestamptz not null default now()
);

create table vendor_bank_changes (
  run_id text primary key,
  vendor_id text not null references vendors (id),
  old_iban text not null,
  new_iban text not null,
  approved_by text not null,
  decision_id uuid not null unique,
  created_at timestamptz not null default now()
);

create table ledger_corrections (
  run_id text primary key,
  debit_account text not null,
  credit_account text not null check (credit_account <> debit_account),
  amount numeric(36, 18) not null check (amount > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  reason text not null,
  approved_by text[] not null,
  decision_id uuid not null unique,
  created_at timestamptz not null default now()
);
`;
