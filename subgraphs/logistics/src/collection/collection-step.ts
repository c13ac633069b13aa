import type { FilterQuery, EntityData, InferEntity } from '@mikro-orm/core';
import { NOT_FOUND, ok, refuse, WRONG_STATE } from '@heitu/kit/rules/outcome';
import type { LogisticsContext } from '../context.ts';
import { Collection } from './collection.entity.ts';
import { missingBefore, type CollectionColumn } from './collection.policy.ts';

type Row = InferEntity<typeof Collection>;

/** What any step at the door can be refused for. */
export const stepRefusals = {
  NOT_FOUND,
  WRONG_STATE,
  STEP_MISSING: { message: '前面的步骤还没有完成', clause: '8.6.ch' },
} as const;

/** One step at the door: whose it is, what must come before it, what it writes. Each step is a row of COLLECTION_STEPS. */
export async function takeStep(
  context: LogisticsContext,
  step: {
    column: CollectionColumn;
    whose: FilterQuery<Row>;
    change: (nowMs: number, row: Row) => EntityData<Row> | Promise<EntityData<Row>>;
  },
  id: string,
) {
  return context.transaction(async (tx) => {
    const mine = { id, ...(step.whose as object) } as FilterQuery<Row>;
    const collection = await tx.em.findOne(Collection, mine);
    if (!collection) return refuse(stepRefusals, 'NOT_FOUND');
    if (collection.state !== 'appointed') return refuse(stepRefusals, 'WRONG_STATE');
    const missing = missingBefore(collection as never, step.column);
    if (missing.length > 0)
      return refuse(
        stepRefusals,
        'STEP_MISSING',
        missing.map(({ column, label }) => ({ at: column, text: label })),
      );
    const nowMs = context.clock.now();
    const done = await tx.em.nativeUpdate(
      Collection,
      { ...(mine as object), state: 'appointed', [step.column]: null } as FilterQuery<Row>,
      { [step.column]: nowMs, ...(await step.change(nowMs, collection)) } as never,
    );
    if (done === 0) return refuse(stepRefusals, 'WRONG_STATE');
    tx.audit({ type: 'collection', id, clause: '8.6.ch' });
    return ok({ id });
  });
}
export const byCourier = (context: LogisticsContext) => ({ courierAccountId: context.actor.id });
export const byConsumer = (context: LogisticsContext) => ({ buyerAccountId: context.actor.id });
