import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import { applicantId, isOverseer, ownPartyIds } from '../access.ts';
import type { SellersContext } from '../context.ts';

const staffRows = (context: SellersContext) => context.rows.selectFrom('Staff').selectAll();
export type StaffRow = Awaited<ReturnType<ReturnType<typeof staffRows>['executeTakeFirstOrThrow']>>;
const trainingRows = (context: SellersContext) => context.rows.selectFrom('Training').selectAll();
export type TrainingRow = Awaited<ReturnType<ReturnType<typeof trainingRows>['executeTakeFirstOrThrow']>>;

/** People and trainings of parties whose staff the actor manages, and one's own; overseers see all. */
export async function staffOfParty(context: SellersContext, partyIds: readonly string[]): Promise<StaffRow[][]> {
  const rows = await staffRows(context)
    .where('partyId', 'in', partyIds)
    .$if(!isOverseer(context), (query) =>
      query.where((where) =>
        where.or([
          where('partyId', 'in', ownPartyIds(context, 'staff')),
          where('accountId', '=', applicantId(context)),
        ]),
      ),
    )
    .orderBy('id')
    .execute();
  return groupedInOrder(partyIds, (row) => row.partyId, rows);
}
export async function trainingsOfParty(context: SellersContext, partyIds: readonly string[]): Promise<TrainingRow[][]> {
  const rows = await trainingRows(context)
    .where('partyId', 'in', partyIds)
    .$if(!isOverseer(context), (query) =>
      query.where((where) =>
        where.or([
          where('partyId', 'in', ownPartyIds(context, 'staff')),
          where('accountId', '=', applicantId(context)),
        ]),
      ),
    )
    .orderBy('id', 'desc')
    .execute();
  return groupedInOrder(partyIds, (row) => row.partyId, rows);
}
/** What this actor has just written. */
export async function staffById(context: SellersContext, ids: readonly string[]): Promise<(StaffRow | null)[]> {
  return inOrder(ids, (row) => row.id, await staffRows(context).where('id', 'in', ids).execute());
}
