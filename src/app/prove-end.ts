import type { Environment } from "#app/environment.ts";
import type { GateBook } from "#app/gate-book.ts";
import type { Clock } from "#app/ports.ts";
import type { TokenId } from "#core/identifiers.ts";
import { winnerOf } from "#core/settlement.ts";

interface EndPorts {
  readonly clock: Clock;
  readonly book: GateBook;
  readonly environment: (id: string) => Environment | undefined;
  /** The gate's card says more than before. */
  readonly proved: (tokenId: TokenId) => void;
  readonly complain: (error: unknown) => void;
}

/** Reads a settled token itself, so that its card can say who settled it and how. Never throws. */
export async function proveEnd(ports: EndPorts, tokenId: TokenId): Promise<void> {
  const { book, clock } = ports;
  const booked = book.find(tokenId);
  const where = booked && ports.environment(booked.gate.environmentId);
  if (booked === undefined || where === undefined || booked.gate.settledBy !== undefined) return;
  try {
    const token = await where.gateway.retrieveToken(tokenId);
    if (token.status === "WAITING") return;
    const winner = winnerOf(token.output);
    book.save([
      {
        ...(book.find(tokenId)?.gate ?? booked.gate),
        status: token.status,
        settledAt: token.completedAt ?? booked.gate.settledAt ?? clock.now(),
        settledBy: token.status === "TIMED_OUT" ? "nobody" : (winner.name ?? winner.who),
      },
    ]);
    ports.proved(tokenId);
  } catch (error) {
    ports.complain(error);
  }
}
