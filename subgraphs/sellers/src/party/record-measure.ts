import type { SellersContext, SellersTransaction } from '../context.ts';
import { Party, PartyMeasure } from './party.entity.ts';
import { partyMeasures } from './party.moves.ts';
import { refreshStanding } from './refresh-standing.ts';

export interface MeasureFact {
  measureId: string;
  partyId: string;
  step: 'warning' | 'rectification' | 'suspension' | 'lifted';
  dueAtMs: number | null;
  reason: string;
}

/**
 * Keeps a measure that trust took; a suspension takes the party's shops off sale at once, its lifting brings them back
 * (6.6). A lifting names the measure it ends, and may arrive before it.
 */
export async function recordMeasure(context: SellersContext, tx: SellersTransaction, fact: MeasureFact): Promise<void> {
  const { measureId: id, partyId, step, dueAtMs, reason } = fact;
  const nowMs = context.clock.now();
  const party = await tx.em.count(Party, { id: partyId });
  if (party === 0) {
    context.log.warn({ partyId, measureId: id }, 'a measure against a party that is not here');
    return;
  }
  const known = await tx.em.count(PartyMeasure, { id });
  if (step === 'lifted' && known > 0) await partyMeasures.bySystem(context, tx, 'lift', { id });
  else if (known === 0)
    await tx.em.insert(PartyMeasure, {
      id,
      partyId,
      step,
      reason,
      dueAtMs,
      takenAtMs: nowMs,
      liftedAtMs: step === 'lifted' ? nowMs : null,
    });
  await refreshStanding(context, tx, partyId);
}
