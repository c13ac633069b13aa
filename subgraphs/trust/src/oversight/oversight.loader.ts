import { hasRole } from '@heitu/kit/rules/actor';
import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import type { TrustContext } from '../context.ts';

/** The authority for which this account acts now. */
export async function authorityOf(
  { rows }: Pick<TrustContext, 'rows'>,
  accountId: string,
): Promise<{ id: string; name: string } | null> {
  const found = await rows
    .selectFrom('AuthorityMember as m')
    .innerJoin('Authority as a', 'a.id', 'm.authorityId')
    .select(['a.id', 'a.name'])
    .where('m.accountId', '=', accountId)
    .executeTakeFirst();
  return found ?? null;
}

/**
 * All for the operator; for an official those of the authority, whoever of it asked. What was asked for none is the
 * asker's.
 */
export function visibleOversights({ rows, actor }: TrustContext) {
  return rows
    .selectFrom('OversightRequest')
    .selectAll()
    .$if(!hasRole(actor, 'operator-admin'), (query) =>
      query.where((eb) =>
        eb.or([
          eb.and([eb('authorityId', 'is', null), eb('accountId', '=', actor.id)]),
          eb('authorityId', 'in', (mine) =>
            mine.selectFrom('AuthorityMember').select('authorityId').where('accountId', '=', actor.id),
          ),
        ]),
      ),
    );
}

export async function authoritiesById({ rows }: TrustContext, ids: readonly string[]) {
  const found = await rows.selectFrom('Authority').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, ({ id }) => id, found);
}
export async function membersOf({ rows }: TrustContext, ids: readonly string[]): Promise<string[][]> {
  const found = await rows
    .selectFrom('AuthorityMember')
    .select(['authorityId', 'accountId'])
    .where('authorityId', 'in', ids)
    .orderBy('sinceMs')
    .execute();
  return groupedInOrder(ids, ({ authorityId }) => authorityId, found).map((of) => of.map(({ accountId }) => accountId));
}
/** The newest first. */
export async function answersOf({ rows }: TrustContext, ids: readonly string[]) {
  const found = await rows
    .selectFrom('OversightAnswer')
    .selectAll()
    .where('requestId', 'in', ids)
    .orderBy('version', 'desc')
    .execute();
  return groupedInOrder(ids, ({ requestId }) => requestId, found);
}
