import type { InferEntity } from '@mikro-orm/core';
import type { LogisticsContext, LogisticsTransaction } from '../context.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { isCourierCode } from './delivery.policy.ts';
import { SKEW_MS_MAX, type Judged } from './done.policy.ts';

type Parcel = Pick<
  InferEntity<typeof Shipment>,
  'id' | 'state' | 'courierId' | 'codeRound' | 'deliveredAtMs' | 'doorProof'
>;

/**
 * Two phones without a network: the buyer has typed the courier's code at the door, and the signature has arrived
 * first. The code of that moment vouches for it all the same.
 */
export async function proveLater(
  context: LogisticsContext,
  tx: LogisticsTransaction,
  { id, state, courierId, codeRound: round, deliveredAtMs, doorProof }: Parcel,
  { code, when: { atMs, saidAtMs, doubt } }: { code: string; when: Judged },
): Promise<boolean> {
  if (state !== 'delivered' || doorProof !== 'ink' || saidAtMs === null || doubt !== null) return false;
  if (!courierId || deliveredAtMs == null || atMs > deliveredAtMs + SKEW_MS_MAX) return false;
  if (!isCourierCode(context.vault, { taskId: id, courierId, round }, code, atMs)) return false;
  const proven = { doorProof: 'phone', identityCheckedAtMs: Math.min(atMs, deliveredAtMs) } as const;
  if ((await tx.em.nativeUpdate(Shipment, { id, doorProof }, proven)) === 0) return false;
  tx.audit({ type: 'shipment', id, clause: '8.5.4.2.cc' });
  return true;
}
