/** Says what is being done. On stderr: stdout belongs to whatever reads a command's one JSON line. */
export function announce(text: string): void {
  process.stderr.write(`▸ ${text}\n`);
}
