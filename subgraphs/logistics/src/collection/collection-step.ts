import type { EntityData, InferEntity } from '@mikro-orm/core';
import { aboutThing, NOT_FOUND, ok, refuse, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { partsIn } from '../access.ts';
import type { LogisticsContext, LogisticsTransaction } from '../context.ts';
import { Collection } from './collection.entity.ts';
import { collections } from './collection.moves.ts';
import { missingBefore, type CollectionColumn } from './collection.policy.ts';
import { SAID } from '../said.ts';

type Row = InferEntity<typeof Collection>;

/** What any step at the door can be refused for. */
export const stepRefusals = {
  NOT_FOUND,
  WRONG_STATE,
  STEP_MISSING: { message: SAID.stepMissing, clause: '8.6.ch' },
} as const;

/** One step at the door: whose it is, what must come before it, what it writes. Each step is a row of COLLECTION_STEPS. */
export async function takeStep(
  context: LogisticsContext,
  step: {
    action: 'settle' | 'inspect' | 'record-condition' | 'sign' | 'take';
    column: CollectionColumn;
    whose: { courierAccountId: string } | { buyerAccountId: string };
    change: (nowMs: number, row: Row) => EntityData<Row> | Promise<EntityData<Row>>;
    /** What others hear of it. */
    tell?: (tx: LogisticsTransaction, row: Row, nowMs: number) => Promise<void>;
  },
  id: string,
) {
  return context.transaction(async (tx) => {
    const collection = await tx.em.findOne(Collection, { id, ...step.whose });
    if (!collection) return refuse(stepRefusals, 'NOT_FOUND');
    const nowMs = context.clock.now();
    // The row first: where an earlier step is missing nothing of this is kept.
    const refused = await collections.move(context, tx, step.action, collection, (code) => refuse(stepRefusals, code), {
      parts: partsIn(context.actor, collection, 'after-sales'),
      where: { ...step.whose, [step.column]: null },
      set: { [step.column]: nowMs, ...(await step.change(nowMs, collection)) },
    });
    if (refused) return refused;
    const missing = missingBefore(collection, step.column);
    if (missing.length > 0)
      return refuse(
        stepRefusals,
        'STEP_MISSING',
        missing.map(({ column, label }) => aboutThing(column, label)),
      );
    await step.tell?.(tx, collection, nowMs);
    return ok({ id });
  });
}
export const byCourier = (context: LogisticsContext) => ({ courierAccountId: context.actor.id });
export const byConsumer = (context: LogisticsContext) => ({ buyerAccountId: context.actor.id });
