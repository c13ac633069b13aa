import { inOrder } from '@heitu/kit/rules/graphql';
import type { TrustContext } from '../context.ts';
import { covenantParties, type COVENANT_LABELS } from './disclosure.policy.ts';
import { inForceOf } from './document.loader.ts';

/** By what the operator's records can be sorted. */
export const RETURN_SORTS = {
  dueAt: 'dueAtMs',
  producedAt: 'producedAtMs',
  period: { text: 'period' },
  state: { text: 'state' },
} as const;
export const INCIDENT_SORTS = { startedAt: 'startedAtMs', kind: { text: 'kind' } } as const;
export const BACKUP_SORTS = {
  finishedAt: 'finishedAtMs',
  method: { text: 'method' },
  succeeded: 'succeeded',
} as const;
export const DRILL_SORTS = { finishedAt: 'finishedAtMs', kind: { text: 'kind' } } as const;
export const TRADE_CHECK_SORTS = { at: 'atMs', passed: 'passed', subject: { text: 'subject' } } as const;

/** The correction of each return, where there is one. */
export async function correctionsOf(context: TrustContext, ids: readonly string[]) {
  const rows = await context.rows
    .selectFrom('StatisticalReturn')
    .select(['id', 'corrects'])
    .where('corrects', 'in', ids)
    .execute();
  return inOrder(ids, ({ corrects }) => corrects ?? '', rows);
}

export async function covenantVersionByParty(
  context: TrustContext,
  partyIds: readonly string[],
): Promise<(number | null)[]> {
  const rows = await context.rows
    .selectFrom('CovenantMember')
    .select(['partyId', 'version'])
    .where('partyId', 'in', partyIds)
    .where('leftAtMs', 'is', null)
    .execute();
  return inOrder(partyIds, (row) => row.partyId, rows).map((row) => row?.version ?? null);
}

/** What the caller can do about the covenant for each party: join its newest version, once, and leave. */
export async function covenantActionsByParty(
  context: TrustContext,
  partyIds: readonly string[],
): Promise<(keyof typeof COVENANT_LABELS)[][]> {
  const own = new Set(covenantParties(context.actor));
  if (!partyIds.some((id) => own.has(id))) return partyIds.map(() => []);
  const [newest, versions] = await Promise.all([
    inForceOf(context, context.clock.now(), 'covenant'),
    covenantVersionByParty(context, partyIds),
  ]);
  return partyIds.map((id, i) =>
    own.has(id) && newest
      ? [
          ...(versions[i] === newest.version ? [] : ['join' as const]),
          ...(versions[i] === null ? [] : ['leave' as const]),
        ]
      : [],
  );
}
