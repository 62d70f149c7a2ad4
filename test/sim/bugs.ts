/** One mistake that somebody could make in the console's code: in that file under `src/`, this text instead of that. */
export interface SeededBug {
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

export const bugs: readonly SeededBug[] = [
  {
    name: "trust-2xx",
    file: "app/deliver-decision.ts",
    find: "  const token = await readToken(sending);",
    replace:
      '  const token = await readToken(sending);\n  return settle(sending, { state: "delivered", completedAt: acceptedAt, late: false });',
  },
  {
    name: "send-before-durable",
    file: "app/deliver-decision.ts",
    find: "  const leased = move(",
    replace: "  await environment.gateway.completeToken(entry.tokenId, entry.decisionJson);\n  const leased = move(",
  },
  {
    name: "forget-sending-on-boot",
    file: "app/drain.ts",
    find: '["held", "queued", "sending", "confirming", "parked"]',
    replace: '["held", "queued", "confirming", "parked"]',
  },
  {
    name: "two-decisions-a-token",
    file: "adapters/fake/memory-outbox.ts",
    find: "        if (tables.decisions.has(entry.decisionId)) throw duplicate();\n        refuseDuplicate(entry);",
    replace: "        if (tables.decisions.has(entry.decisionId)) throw duplicate();",
  },
  {
    name: "new-id-each-retry",
    file: "app/deliver-decision.ts",
    find: "completeToken(entry.tokenId, entry.decisionJson)",
    replace:
      "completeToken(entry.tokenId, JSON.stringify({ ...JSON.parse(entry.decisionJson), decisionId: ports.random.uuid(0) }))",
  },
  {
    name: "ignore-clock-skew",
    file: "app/server-time.ts",
    find: "return server && isPastDeadline(server, clock.monotonic(), deadline);",
    replace: "return server && deadline !== undefined && clock.now() >= deadline;",
  },
  {
    name: "401-is-the-end",
    file: "app/deliver-decision.ts",
    find: 'return isUntouched(step) ? afterFailure(step, error, "read") : leave();',
    replace:
      'return String(error).includes("accept this environment") ? settle(step, { state: "expired", cause: "never-sent", expiredAt: 0 }) : isUntouched(step) ? afterFailure(step, error, "read") : leave();',
  },
  {
    name: "429-is-the-end",
    file: "app/deliver-decision.ts",
    find: 'return isUntouched(step) ? afterFailure(step, error, "read") : leave();',
    replace:
      'return String(error).includes("no more requests") ? settle(step, { state: "expired", cause: "never-sent", expiredAt: 0 }) : isUntouched(step) ? afterFailure(step, error, "read") : leave();',
  },
  {
    name: "timeout-means-not-applied",
    file: "app/failed-call.ts",
    find: 'const uncertain = call === "send" && !NOT_APPLIED.has(code);',
    replace: "const uncertain = false;",
  },
  {
    name: "compare-the-verdict",
    file: "core/settlement.ts",
    find: '  if (typeof output !== "object" || output === null) return false;',
    replace:
      '  if (typeof output !== "object" || output === null) return false;\n  return (output as { verdict?: unknown }).verdict === (ours as { verdict?: unknown }).verdict;',
  },
  {
    name: "waiting-after-2xx-is-lost",
    file: "app/deliver-decision.ts",
    find: '  if (entry.status.state === "confirming") return waitForReplica(step, entry.status.acceptedAt);',
    replace:
      '  if (entry.status.state === "confirming" && token === undefined)\n    return waitForReplica(step, entry.status.acceptedAt);\n  if (token !== undefined)\n    return settle(step, { state: "superseded", completedAt: ports.clock.now(), winner: { who: "outside" } });',
  },
  {
    name: "changed-request-is-sent",
    file: "app/request-objection.ts",
    find: "if (envelope.digest !== entry.requestDigest)",
    replace: "if (envelope.digest === undefined)",
  },
  {
    name: "no-guard-before-the-deadline",
    file: "core/server-clock.ts",
    find: "monotonic + clock.upper + SEND_GUARD_MS >= deadline",
    replace: "monotonic + clock.lower >= deadline",
  },
  {
    name: "send-before-the-clock-is-learned",
    file: "app/deliver-decision.ts",
    find: "if (environment.time.isPast(entry.deadline) !== false) return tryAgain(step);",
    replace: "if (environment.time.isPast(entry.deadline) === true) return tryAgain(step);",
  },
  {
    name: "send-again-past-the-deadline",
    file: "app/deliver-decision.ts",
    find: "if (environment.time.isPast(entry.deadline) !== false) return tryAgain(step);",
    replace: "",
  },
  {
    name: "hold-goes-on-after-a-crash",
    file: "app/drain.ts",
    find: '    if (entry.status.state === "held")\n      // Whoever',
    replace: '    if (entry.status.state === "held" && entry.attempts > 0)\n      // Whoever',
  },
  {
    name: "withdraw-what-may-have-landed",
    file: "core/possible-actions.ts",
    find: 'return mayHaveReachedServer(entry) ? [onward] : [onward, "withdraw"];',
    replace: 'return [onward, "withdraw"];',
  },
  {
    name: "believe-a-reply-from-before-sleep",
    file: "app/server-time.ts",
    find: "sample.sentAt < believedSince || (before === undefined && sample.receivedAt === believedSince)",
    replace: "sample.sentAt > sample.receivedAt",
  },
  {
    name: "do-not-notice-a-jump",
    file: "app/server-time.ts",
    find: "const JUMP_MS = 250;",
    replace: "const JUMP_MS = Number.POSITIVE_INFINITY;",
  },
  {
    name: "decide-what-just-appeared",
    file: "app/shown-requests.ts",
    find: "shown.paintedAt === undefined || clock.monotonic() - shown.paintedAt < LEAST_SHOWN_MS",
    replace: "shown.digest !== digest",
  },
  {
    name: "send-anyway-unseen",
    file: "app/steps-by-hand.ts",
    find: 'if (action === "send-anyway") shown.assertSeen(entry.tokenId, entry.requestDigest);',
    replace: "",
  },
  {
    name: "leave-credentials-in",
    file: "core/scrub.ts",
    find: "clean = clean.replace(pattern, replacement);",
    replace: "void [pattern, replacement];",
  },
  {
    name: "compare-what-was-not-scrubbed",
    file: "core/settlement.ts",
    find: "canonicalJson(scrubValue(output)) === canonicalJson(scrubValue(ours))",
    replace: "canonicalJson(output) === canonicalJson(ours)",
  },
  {
    name: "move-without-an-audit-entry",
    file: "adapters/fake/memory-outbox.ts",
    find: "        audit.append(event);\n        return entry;",
    replace: "        return entry;",
  },
  {
    name: "break-the-audit-chain",
    file: "core/audit-chain.ts",
    find: "    previous: head.hash,\n",
    replace: "    previous: GENESIS,\n",
  },
  {
    name: "a-late-answer-writes-over-a-newer-state",
    file: "app/delivery-step.ts",
    find: "return current?.status.state === entry.status.state && current.attempts === entry.attempts;",
    replace: "return current !== undefined;",
  },
  {
    name: "expire-what-was-sent",
    file: "app/deliver-decision.ts",
    find: "return entry.attempts === 0 && environment.time.isPast(entry.deadline) === true;",
    replace: "return environment.time.isPast(entry.deadline) === true;",
  },
  {
    name: "send-though-no-longer-listed",
    file: "app/request-objection.ts",
    find: '      return changed("not-listed", "The task no longer lists your key.");',
    replace: "      break;",
  },
  {
    name: "digest-of-the-unedited-parameters",
    file: "app/record-decision.ts",
    find: "    parametersDigest,\n    ...(comment",
    replace: "    parametersDigest: digestOf(request.parameters, ports.crypto),\n    ...(comment",
  },
  {
    name: "deadline-without-decide-by",
    file: "app/record-decision.ts",
    find: "const deadline = effectiveDeadline(request.decideBy, gate.timeoutAt);",
    replace: "const deadline = effectiveDeadline(undefined, gate.timeoutAt);",
  },
];

export function findBug(name: string): SeededBug {
  const bug = bugs.find((candidate) => candidate.name === name);
  if (bug !== undefined) return bug;
  throw new RangeError(`There is no bug "${name}"; there are ${bugs.map((known) => known.name).join(", ")}.`);
}
