import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import { fromJson, toJson } from '@heitu/kit/rules/typed-json';
import { assess } from '../conduct/assessment.policy.ts';
import { Assessment } from '../conduct/conduct.entity.ts';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { notifyParty } from '../messages/notify.ts';
import { leftOutOf } from './objection.loader.ts';
import { objections } from './objection.moves.ts';

interface Objected {
  month: string;
  partyId: string;
}
const SWEEP_BATCH_MAX = 50;

/** Job: who counted answers for it, so that an objection which nobody answered holds. */
export async function holdUnanswered(context: TrustContext): Promise<void> {
  const nowMs = context.clock.now();
  const due = await context.rows
    .selectFrom('AssessmentObjection')
    .select(['id', 'month', 'partyId'])
    .where('state', '=', 'raised')
    .where('dueAtMs', '<=', nowMs)
    .orderBy('dueAtMs')
    .limit(SWEEP_BATCH_MAX)
    .execute();
  await eachAlone(due, ({ id, ...of }) =>
    context.transaction(async (tx) => {
      if ((await objections.bySystem(context, tx, 'hold', { id }, { endedAtMs: nowMs })) === 0) return ok(null);
      await countWithout(tx, of);
      await tellOfObjection(context, tx, of, true, '平台到期没有答复，这一项不算');
      return ok(null);
    }),
  );
}

/** The party's month anew, from what was counted, without what it objected to with right. */
export async function countWithout(tx: TrustTransaction, { month, partyId }: Objected): Promise<void> {
  const made = await tx.rows
    .selectFrom('AssessedMonth')
    .select('sources')
    .where('month', '=', month)
    .executeTakeFirst();
  const figures = (made?.sources ? fromJson(made.sources) : [])
    .flatMap((source) => source.figures)
    .filter((figure) => figure.partyId === partyId);
  const result = assess(figures, (await leftOutOf(tx, month))(partyId));
  await tx.em.nativeUpdate(Assessment, { month, partyId }, { ...result, figures: toJson(result.figures) });
}

export const tellOfObjection = (
  context: TrustContext,
  tx: TrustTransaction,
  { month, partyId }: Objected,
  holds: boolean,
  body: string,
): Promise<void> =>
  notifyParty(context, tx, partyId, 'complaints', {
    kind: 'appeal-decided',
    title: `${month}考评的异议${holds ? '成立' : '不成立'}`,
    body,
    orderId: null,
  });
