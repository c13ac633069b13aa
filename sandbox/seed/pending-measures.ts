import type { Insertable, Kysely } from 'kysely';
import type { Context } from '@heitu/kit/data/context';
import { PartyMeasure } from '@heitu/sellers';
import { Measure, type TrustContext } from '@heitu/trust';

/** As the acts themselves count. */
export const count = (
  { rows }: TrustContext,
  party: string,
  column: 'complaintCount' | 'upheldCount' | 'warningCount' | 'rectificationCount',
) =>
  rows
    .updateTable('CreditTally')
    .set((eb) => ({ [column]: eb(column, '+', 1) }))
    .where('partyId', '=', party)
    .execute();

/** As its row says it: nothing of it is left to the table. */
type Tables = TrustContext['rows'] extends Kysely<infer All> ? All : never;
type Row = Insertable<Tables['Measure']>;
type MeasureTaken = Row & { id: string; dueAtMs: number | null };
/** A measure, and what the tally and the party's file know of it by event. */
export async function takeIn(context: TrustContext, measure: MeasureTaken, sellers: Context): Promise<void> {
  await context.em.insert(Measure, measure);
  await count(context, measure.partyId, measure.step === 'warning' ? 'warningCount' : 'rectificationCount');
  const { id, partyId: party, step, reason, dueAtMs, takenAtMs } = measure;
  await sellers.em.insert(PartyMeasure, { id, partyId: party, step, reason, dueAtMs, takenAtMs, liftedAtMs: null });
}
