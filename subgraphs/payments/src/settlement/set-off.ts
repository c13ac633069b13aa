import { ok } from '@heitu/kit/rules/outcome';
import {
  creditorPurse,
  endReserved,
  leftOfDebt,
  openDebtsOf,
  paidOffLeg,
  reserveDebt,
  type OpenDebt,
} from '../advance/debt.ts';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { account } from '../ledger/account.ts';
import type { Leg } from '../ledger/post-transfer.ts';
import { Settlement } from './settlement.entity.ts';

/** What a settlement sets off against what its seller owes. */
export interface SetOff {
  /** What it has taken for itself of the recovery, until its end is known. */
  setOffFen: number;
  recoveryId: string | null;
}

/**
 * Takes, of the seller's oldest debt that the provider cannot return, as much as this settlement bears; null where
 * there is none. It is taken by a conditional update, so that two settlements never set off the same money.
 */
export async function takeSetOff(
  context: PaymentsContext,
  { id, partyId }: { id: string; partyId: string },
  maxFen: number,
): Promise<{ setOffFen: number; debt: OpenDebt } | null> {
  const [debt] = maxFen > 0 ? await openDebtsOf(context, partyId) : [];
  if (!debt) return null;
  const setOffFen = Math.min(maxFen, leftOfDebt(debt));
  const taken = await context.transaction(async (tx) => {
    if (!(await reserveDebt(tx, debt, setOffFen))) return ok(null);
    const settlement = { id, nextAtMs: { $ne: null }, setOffFen: 0 };
    const kept = await tx.em.nativeUpdate(Settlement, settlement, { setOffFen, recoveryId: debt.id });
    // Another replica settles it.
    if (kept === 0) throw new Error(`settlement ${id} has changed meanwhile`);
    return ok({ setOffFen, debt });
  });
  return taken.ok ? taken.value : null;
}

export const setOffLegs = (partyId: string, creditorPartyId: string, setOffFen: number): Leg[] => [
  { from: account.frozen(partyId), to: creditorPurse(creditorPartyId), amountFen: setOffFen },
  paidOffLeg({ partyId, creditorPartyId }, setOffFen),
];

/** The settlement has ended, and has set off so much: all that it took, or nothing. */
export async function endSetOff(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { recoveryId, setOffFen: takenFen }: SetOff,
  paidFen: number,
): Promise<void> {
  if (recoveryId) await endReserved(context, tx, recoveryId, { takenFen, paidFen });
}
