import type { LogisticsContext, LogisticsTransaction } from '../context.ts';
import { DoorVisit } from './delivery.entity.ts';
import type { VisitOutcome } from './delivery.policy.ts';
import type { Judged } from './done.policy.ts';

interface Visited {
  id: string;
  buyerAccountId: string;
  missedVisits: number;
}

/** The courier was at the door, and this came of it. */
export async function writeVisit(
  context: LogisticsContext,
  tx: LogisticsTransaction,
  { id, buyerAccountId, missedVisits }: Visited,
  visit: { outcome: VisitOutcome; photos: readonly string[]; when: Judged; againAtMs?: number | null },
): Promise<void> {
  const { photos, outcome, when, againAtMs = null } = visit;
  const { atMs, saidAtMs, doubt } = when;
  await tx.em.insert(DoorVisit, {
    id: context.newId(),
    shipmentId: id,
    number: missedVisits + 1,
    outcome,
    atMs,
    saidAtMs,
    arrivedAtMs: saidAtMs === null ? null : context.clock.now(),
    timeDoubt: doubt,
    courierAccountId: context.actor.id,
    buyerAccountId,
    photosSealed: await context.vault.seal(buyerAccountId, JSON.stringify(photos)),
    againAtMs,
  });
}
