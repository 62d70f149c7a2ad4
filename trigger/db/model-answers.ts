import type { Pool } from "pg";

/** The answer this run has had for that turn already, so that a retried attempt asks a person the same. */
export async function findModelAnswer(pool: Pool, runId: string, turn: string): Promise<string | undefined> {
  const found = await pool.query<{ answer: string }>(
    "select answer from model_answers where run_id = $1 and turn = $2",
    [runId, turn],
  );
  return found.rows[0]?.answer;
}

/** Keeps the first answer for that turn. */
export async function saveModelAnswer(
  pool: Pool,
  answer: { readonly runId: string; readonly turn: string; readonly model: string; readonly text: string },
): Promise<void> {
  await pool.query(
    "insert into model_answers (run_id, turn, model, answer) values ($1, $2, $3, $4) on conflict do nothing",
    [answer.runId, answer.turn, answer.model, answer.text],
  );
}
