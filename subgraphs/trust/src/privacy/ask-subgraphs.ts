import type { CopySection, Kept } from '@heitu/kit/privacy/persons';
import type { SubgraphName } from '@heitu/standard';
import type { TrustContext } from '../context.ts';
import { ASKED_OF_EACH, askWithin, PEERS } from '../peers-within.ts';
import { persons } from '../persons.ts';

/** Stands on the audit trail of each owner. */
const COPY_PURPOSE = '本人要求复制自己的个人信息（个人信息保护法第四十五条）';

/** What the law makes all six keep of an account; null where one of them does not answer: half a list would mislead. */
export async function keptOfAccount(context: TrustContext, accountId: string): Promise<Kept[] | null> {
  const own = await persons.kept(context, accountId);
  const others = await Promise.all(
    PEERS.map(async (name) => {
      const answer = await askWithin(context, ASKED_OF_EACH[name].Kept, { subjectId: accountId });
      return (
        answer?.records.map((row) => ({
          ...row,
          untilMs: row.untilMs === null ? null : Number(row.untilMs),
        })) ?? null
      );
    }),
  );
  return others.includes(null) ? null : [...own, ...others.flatMap((rows) => rows!)];
}

/** The person's own data as all six keep it, by subgraph; null where one of them does not answer. */
export async function copyOfAccount(
  context: TrustContext,
  accountId: string,
): Promise<Record<SubgraphName, CopySection[]> | null> {
  const others = await Promise.all(
    PEERS.map(async (name) => {
      const answer = await askWithin(context, ASKED_OF_EACH[name].Copy, {
        subjectId: accountId,
        requestedBy: context.actor.id,
        purpose: COPY_PURPOSE,
      });
      const json = answer?.sections;
      return json === undefined ? null : ([name, JSON.parse(json) as CopySection[]] as const);
    }),
  );
  if (others.includes(null)) return null;
  return Object.fromEntries([
    ['trust', await persons.copy(context, accountId)],
    ...others.map((part) => part!),
  ]) as unknown as Record<SubgraphName, CopySection[]>;
}

/** The last of their days; null where one is not known yet. */
export const heldUntil = (kept: readonly Kept[]): number | null =>
  kept.length === 0 || kept.some((one) => one.untilMs === null) ? null : Math.max(...kept.map((one) => one.untilMs!));
