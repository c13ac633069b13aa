import { recoveryEndMoved } from '@heitu/events/payments.recovery-end-moved.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { PaymentsTransaction } from '../context.ts';
import { asksCreditor, endLapsesAtMs, PLATFORM_CREDITOR, type RecoveryEnd } from './recovery.policy.ts';

interface Proposal {
  id: string;
  creditorPartyId: string;
  /** Who owes it. */
  partyId: string;
  amountFen: number;
  setOffFen: number;
  endHow: RecoveryEnd | null;
  proposedAtMs: number | null;
  creditorAgreedAtMs: number | null;
}

/**
 * Whoever is owed it hears what it is asked and what came of it, finance what it answered, and who owes it that it has
 * ended. Where the platform pays, nobody is asked: its creditor hears of the end alone.
 */
export function tellOfEnd(
  tx: PaymentsTransaction,
  what: PayloadOf<typeof recoveryEndMoved>['what'],
  proposal: Proposal,
): void {
  const { id, creditorPartyId, partyId, amountFen, setOffFen, endHow } = proposal;
  if (endHow === null || creditorPartyId === PLATFORM_CREDITOR) return;
  if (!asksCreditor(proposal) && what !== 'ended') return;
  tx.publish(
    recoveryEndMoved,
    { type: 'recovery', id },
    {
      recoveryId: id,
      creditorPartyId,
      debtorPartyId: partyId,
      what,
      how: endHow,
      leftFen: amountFen - setOffFen,
      lapsesAtMs: endLapsesAtMs(proposal),
      ...(what === 'lapsed' && { wasAgreed: proposal.creditorAgreedAtMs !== null }),
    },
  );
}
