export const name = "0001-invoices";

/** What the agent reads, what it pays, and what a model answered before a person was asked. */
export const sql = `
create table invoices (
  id text primary key,
  text text not null,
  status text not null default 'open' check (status in ('open', 'in_review', 'paid')),
  -- The run that holds the invoice while it is in review, and the one that paid it.
  run_id text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((status = 'open') = (run_id is null))
);

create table payouts (
  id bigint generated always as identity primary key,
  -- One payout an invoice and one a run, whatever is retried.
  invoice_id text not null unique references invoices (id),
  run_id text not null unique,
  payee text not null,
  iban text not null,
  amount numeric(36, 18) not null check (amount > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  reference text not null,
  due_date date,
  approved_by text not null,
  decision_id uuid not null unique,
  created_at timestamptz not null default now()
);

create table model_answers (
  run_id text not null,
  turn text not null,
  model text not null,
  answer text not null,
  created_at timestamptz not null default now(),
  primary key (run_id, turn)
);
`;
