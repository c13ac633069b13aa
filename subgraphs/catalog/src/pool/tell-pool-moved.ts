import { poolMoved } from '@heitu/events/catalog.pool-moved.v1';
import type { CatalogTransaction } from '../context.ts';

/** Who is to answer is told, and who waits for the answer; after the move, in its transaction. */
export async function tellPoolMoved(
  tx: CatalogTransaction,
  of: { lotId: string } | { growerId: string } | { shareId: string },
): Promise<void> {
  const shares = await tx.rows
    .selectFrom('PoolShare as s')
    .innerJoin('Lot as l', 'l.id', 's.lotId')
    .innerJoin('MemberGrower as m', 'm.id', 's.growerId')
    .select(['s.id', 's.lotId', 's.partyId', 's.state', 's.answerDueAtMs', 's.accountId', 'l.code as lotCode'])
    .select('m.accountId as growerAccountId')
    .$if('lotId' in of, (query) => query.where('s.lotId', '=', 'lotId' in of ? of.lotId : ''))
    .$if('shareId' in of, (query) => query.where('s.id', '=', 'shareId' in of ? of.shareId : ''))
    .$if('growerId' in of, (query) =>
      query.where('s.growerId', '=', 'growerId' in of ? of.growerId : '').where('s.state', '=', 'offered'),
    )
    .orderBy('s.id')
    .execute();
  for (const { id: shareId, lotId, lotCode, partyId, state, answerDueAtMs, accountId, growerAccountId } of shares)
    tx.publish(
      poolMoved,
      { type: 'pool-share', id: shareId },
      { shareId, lotId, lotCode, partyId, accountId: accountId ?? growerAccountId, state, answerDueAtMs },
    );
}
