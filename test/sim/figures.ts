/** What became of the decisions, and what it took. */
export interface Figures {
  readonly decisions: number;
  readonly sends: number;
  readonly boots: number;
  readonly delivered: number;
  readonly superseded: number;
  readonly expired: number;
  readonly parked: number;
}

export const NOTHING: Figures = {
  decisions: 0,
  sends: 0,
  boots: 0,
  delivered: 0,
  superseded: 0,
  expired: 0,
  parked: 0,
};

export function sumFigures(a: Figures, b: Figures): Figures {
  return {
    decisions: a.decisions + b.decisions,
    sends: a.sends + b.sends,
    boots: a.boots + b.boots,
    delivered: a.delivered + b.delivered,
    superseded: a.superseded + b.superseded,
    expired: a.expired + b.expired,
    parked: a.parked + b.parked,
  };
}
