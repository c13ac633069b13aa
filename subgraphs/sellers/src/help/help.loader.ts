import { isOverseer, ownPartyIds } from '../access.ts';
import type { SellersContext } from '../context.ts';

const helpRows = (context: SellersContext) => context.rows.selectFrom('HelpRequest').selectAll();
export type HelpRow = Awaited<ReturnType<ReturnType<typeof helpRows>['executeTakeFirstOrThrow']>>;

/** Questions of one's own parties; the operator's people see all. */
export const helpPage = (context: SellersContext, onlyOpen: boolean, first: number, after: string | undefined): Promise<HelpRow[]> =>
  helpRows(context)
    .$if(!isOverseer(context), (query) => query.where('partyId', 'in', ownPartyIds(context)))
    .$if(onlyOpen, (query) => query.where('answeredAtMs', 'is', null))
    .$if(!!after, (query) => query.where('id', '<', after!))
    .orderBy('id', 'desc')
    .limit(first + 1)
    .execute();
/** What this actor has just written. */
export const helpById = (context: SellersContext, id: string): Promise<HelpRow | undefined> => helpRows(context).where('id', '=', id).executeTakeFirst();
