import type { SellersContext, SellersTransaction } from '../context.ts';
import { Training } from '../staff/staff.entity.ts';
import { TRAINING_KINDS, type TrainingKind } from '../staff/staff.policy.ts';
import { certificateNumber, validUntilOf } from './training.policy.ts';

interface Passed {
  id: string;
  accountId: string;
  partyId: string;
  kind: TrainingKind;
  satOn: string;
  score: number;
}

/** What a passed exam gives: nobody types a number or a day (8.1.ag). */
export async function issueCertificate(
  context: SellersContext,
  tx: SellersTransaction,
  { id: sittingId, accountId, partyId, kind, satOn, score }: Passed,
): Promise<void> {
  const id = context.newId();
  await tx.em.insert(Training, {
    id,
    partyId,
    accountId,
    kind,
    sittingId,
    certificateNumber: certificateNumber(kind, satOn, sittingId),
    examScore: score,
    passed: true,
    trainedOn: satOn,
    validUntil: validUntilOf(kind, satOn),
    recordedBy: context.actor.id,
    recordedAtMs: context.clock.now(),
  });
  tx.audit({ type: 'training', id, clause: TRAINING_KINDS[kind].clause });
}
