import { ok } from '@heitu/kit/rules/outcome';
import { recoveries } from '../advance/advance.moves.ts';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { account } from '../ledger/account.ts';
import type { Leg } from '../ledger/post-transfer.ts';
import { Settlement } from './settlement.entity.ts';

/** What a settlement sets off against what its seller owes the platform for an advance. */
export interface SetOff {
  /** What it has taken for itself of the recovery, until its end is known. */
  setOffFen: number;
  recoveryId: string | null;
}

/**
 * Takes, of the seller's oldest recovery that the provider cannot return, as much as this settlement bears; 0 where
 * there is none. It is taken by a conditional update, so that two settlements never set off the same money.
 */
export async function takeSetOff(
  context: PaymentsContext,
  { id, partyId }: { id: string; partyId: string },
  maxFen: number,
): Promise<number> {
  if (maxFen === 0) return 0;
  const owed = await context.rows
    .selectFrom('Recovery as v')
    .innerJoin('Advance as a', 'a.id', 'v.advanceId')
    .select(['v.id', 'v.amountFen', 'v.setOffFen', 'v.settingOffFen'])
    .where('v.partyId', '=', partyId)
    .where('v.state', '=', 'open')
    .where((eb) => eb.or([eb('a.compensationId', 'is not', null), eb('v.returnFailedAtMs', 'is not', null)]))
    .whereRef('v.amountFen', '>', (eb) => eb('v.setOffFen', '+', eb.ref('v.settingOffFen')))
    .orderBy('v.openedAtMs')
    .limit(1)
    .executeTakeFirst();
  if (!owed) return 0;
  const setOffFen = Math.min(maxFen, owed.amountFen - owed.setOffFen - owed.settingOffFen);
  const taken = await context.transaction(async (tx) => {
    const { settingOffFen } = owed;
    const row = await tx.rows
      .updateTable('Recovery')
      .set({ settingOffFen: settingOffFen + setOffFen })
      .where('id', '=', owed.id)
      .where('settingOffFen', '=', settingOffFen)
      .where('setOffFen', '=', owed.setOffFen)
      .where('state', '=', 'open')
      .executeTakeFirst();
    if (Number(row.numUpdatedRows) === 0) return ok(0);
    const settlement = { id, nextAtMs: { $ne: null }, setOffFen: 0 };
    const kept = await tx.em.nativeUpdate(Settlement, settlement, { setOffFen, recoveryId: owed.id });
    // Another replica settles it.
    if (kept === 0) throw new Error(`settlement ${id} has changed meanwhile`);
    return ok(setOffFen);
  });
  return taken.ok ? taken.value : 0;
}

export const setOffLegs = (partyId: string, setOffFen: number): Leg[] => [
  { from: account.frozen(partyId), to: account.platformFunds, amountFen: setOffFen },
  { from: account.claims, to: account.claimedFrom(partyId), amountFen: setOffFen },
];

/** The settlement has ended, and has set off so much: all that it took, or nothing. */
export async function endSetOff(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { recoveryId, setOffFen: takenFen }: SetOff,
  setOffFen: number,
): Promise<void> {
  if (!recoveryId) return;
  await tx.rows
    .updateTable('Recovery')
    .set((eb) => ({
      settingOffFen: eb('settingOffFen', '-', takenFen),
      setOffFen: eb('setOffFen', '+', setOffFen),
    }))
    .where('id', '=', recoveryId)
    .execute();
  const whole = await tx.rows
    .selectFrom('Recovery')
    .select('id')
    .where('id', '=', recoveryId)
    .whereRef('setOffFen', '=', 'amountFen')
    .executeTakeFirst();
  if (whole)
    await recoveries.bySystem(context, tx, 'recover', { id: recoveryId }, { recoveredAtMs: context.clock.now() });
}
