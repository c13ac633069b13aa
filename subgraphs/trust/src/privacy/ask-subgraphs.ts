import type { CopySection, Kept } from '@heitu/kit/privacy/persons';
import { jsonOf } from '@heitu/kit/rules/checked';
import { z } from '@heitu/kit/rules/validate';
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
  const told = others.filter((rows) => rows !== null);
  return told.length < others.length ? null : [...own, ...told.flat()];
}

export const sections: z.ZodType<CopySection[]> = z.array(
  z.object({
    title: z.string(),
    rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  }),
);
/** The person's own data as all six keep it, trust's own first; null where one of them does not answer. */
export async function copyOfAccount(
  context: TrustContext,
  accountId: string,
): Promise<[SubgraphName, CopySection[]][] | null> {
  const others = await Promise.all(
    PEERS.map(async (name): Promise<[SubgraphName, CopySection[]] | null> => {
      const answer = await askWithin(context, ASKED_OF_EACH[name].Copy, {
        subjectId: accountId,
        requestedBy: context.actor.id,
        purpose: COPY_PURPOSE,
      });
      return answer ? [name, jsonOf(sections, answer.sections)] : null;
    }),
  );
  const told = others.filter((part) => part !== null);
  return told.length < others.length ? null : [['trust', await persons.copy(context, accountId)], ...told];
}

/** The last of their days; null where one is not known yet. */
export function heldUntil(kept: readonly Kept[]): number | null {
  const days = kept.flatMap(({ untilMs }) => untilMs ?? []);
  return kept.length === 0 || days.length < kept.length ? null : Math.max(...days);
}
