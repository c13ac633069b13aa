import type { Refused } from '@heitu/kit/rules/outcome';
import type { LogisticsContext, LogisticsTransaction } from '../context.ts';
import type { LegState } from './leg.lifecycle.ts';
import { legs } from './leg.moves.ts';
import { PART_OF, type LegSide } from './leg.policy.ts';
import { signatureBy, type SignedLeg } from './sign.ts';

/** The other side of a leg signs what it counted, saw and measured: the goods are theirs. Null where it was done. */
export const countersign = <R extends Refused>(
  context: LogisticsContext,
  tx: LogisticsTransaction,
  side: LegSide,
  leg: SignedLeg & { state: LegState; signByMs: number },
  said: { units: number; sealWhole?: boolean | null | undefined; temperatureCelsius?: number | null | undefined },
  refuse: (code: 'NOT_FOUND' | 'WRONG_STATE') => R,
): Promise<R | null> => {
  const { units, sealWhole = null, temperatureCelsius: celsius = null } = said;
  return legs.move(context, tx, 'sign', leg, refuse, {
    parts: [PART_OF[side]],
    set: { openFor: null, ...signatureBy(context, side, leg, { units, sealWhole, celsius }) },
  });
};
