import { hasRole } from '@heitu/kit/rules/actor';
import { inOrder } from '@heitu/kit/rules/graphql';
import type { TrustContext } from '../context.ts';
import { choiceUnder, isGranted, PURPOSES, purposeOf, type NoticeAct } from './purposes.policy.ts';

export async function ownAddressesById(context: TrustContext, ids: readonly string[]) {
  const rows = await context.rows
    .selectFrom('Address')
    .selectAll()
    .where('id', 'in', ids)
    .where('accountId', '=', context.actor.id)
    .execute();
  return inOrder(ids, (row) => row.id, rows);
}

/** The notice that binds at a moment: the newest whose day has come. */
export const noticeInForce = ({ rows }: Pick<TrustContext, 'rows'>, nowMs: number) =>
  rows
    .selectFrom('Notice')
    .selectAll()
    .where('effectiveAtMs', '<=', nowMs)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
export const newestNotice = (context: TrustContext) => noticeInForce(context, context.clock.now());
/** The one that is about to bind. */
export const nextNotice = ({ rows, clock }: TrustContext) =>
  rows
    .selectFrom('Notice')
    .selectAll()
    .where('effectiveAtMs', '>', clock.now())
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();

/** What the caller can do with each version of the notice: accept the one that binds, or is about to, once. */
export async function noticeActions(context: TrustContext, versions: readonly number[]): Promise<NoticeAct[][]> {
  const { actor, rows } = context;
  const binding = hasRole(actor, 'consumer') ? await newestNotice(context) : undefined;
  if (!binding) return versions.map(() => []);
  const accepted = await rows
    .selectFrom('NoticeAcceptance')
    .select('version')
    .where('accountId', '=', actor.id)
    .where('version', 'in', versions)
    .execute();
  return versions.map((version) =>
    version >= binding.version && !accepted.some((one) => one.version === version) ? ['accept'] : [],
  );
}

/** Every purpose with this person's choice. */
export async function consentsOf(context: TrustContext, accountId: string) {
  const rows = await context.rows
    .selectFrom('Consent')
    .select(['purpose', 'granted', 'noticeVersion', 'atMs'])
    .where('accountId', '=', accountId)
    .execute();
  const newest = await newestNotice(context);
  const byPurpose = new Map(rows.map((row) => [row.purpose, row]));
  return PURPOSES.map((purpose) => {
    const chosen = byPurpose.get(purpose.purpose);
    const choice = chosen && choiceUnder(newest?.version ?? 0, chosen);
    return {
      ...purpose,
      granted: isGranted(purpose, choice),
      isChosen: choice !== undefined,
      noticeVersion: chosen?.noticeVersion ?? null,
      chosenAtMs: chosen?.atMs ?? null,
    };
  });
}

/** Whether this person's data may be used for a purpose now; an unknown purpose never is. */
export async function hasConsent(context: TrustContext, accountId: string, name: string): Promise<boolean> {
  const purpose = purposeOf(name);
  if (!purpose) return false;
  const row = await context.rows
    .selectFrom('Consent')
    .select(['granted', 'noticeVersion'])
    .where('accountId', '=', accountId)
    .where('purpose', '=', name)
    .executeTakeFirst();
  return isGranted(purpose, row && choiceUnder((await newestNotice(context))?.version ?? 0, row));
}
