import { eachAlone } from '@heitu/kit/data/each-alone';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import { LOOK_AT_LAST_WORKING_DAYS, LOOK_SILENCE, WORD_RULES_VERSION, type ClauseRef } from '@heitu/standard';
import type { SellersContext } from '../context.ts';
import { endAppeal } from './end-appeal.ts';
import { openShopLook } from './open-shop-look.ts';
import { shopLooks } from './shop-look.moves.ts';

const LOOKS_PER_RUN_MAX = 100;

const inState = (context: SellersContext, state: 'waiting' | 'blocked' | 'appealed') =>
  context.rows.selectFrom('ShopLook').selectAll().where('state', '=', state).limit(LOOKS_PER_RUN_MAX);

/** Job: a look that nobody took, a block that nobody contests, an appeal that nobody answers each end by themselves. */
export async function endSilentShopLooks(context: SellersContext): Promise<void> {
  const nowMs = context.clock.now();
  const end = (action: 'leave' | 'settle' | 'lift', due: readonly { id: string; shopId: string; partyId: string }[]) =>
    eachAlone(due, (look) =>
      context.transaction(async (tx) => {
        const set = action === 'leave' ? { openFor: null } : {};
        if ((await shopLooks.bySystem(context, tx, action, { id: look.id }, set)) > 0) {
          if (action === 'lift') await endAppeal(context, tx, look, 'lift', true);
          tx.audit({ type: 'shop-look', id: look.id, clause: '6.5.b' satisfies ClauseRef, reason: LOOK_SILENCE });
        }
        return ok(null);
      }),
    );
  // Working days are never fewer than days: only rows that old can be due.
  const oldestMs = nowMs - LOOK_AT_LAST_WORKING_DAYS * DAY_MS;
  const unseen = await inState(context, 'waiting')
    .where('lookDueAtMs', '<=', oldestMs)
    .orderBy('lookDueAtMs')
    .execute();
  await end(
    'leave',
    unseen.filter((row) => shopLooks.lifecycle.hasLapsed(row, nowMs)),
  );
  await end('settle', await inState(context, 'blocked').where('appealDueAtMs', '<=', nowMs).execute());
  await end('lift', await inState(context, 'appealed').where('answerDueAtMs', '<=', nowMs).execute());
}

/**
 * Job: shops that nobody looked at under the word rules of now lie in the queue. Those that were open before there was
 * one are among them, and stay open: nobody has looked at them, and nothing speaks against them.
 */
export async function lookAtShopsAgain(context: SellersContext): Promise<void> {
  const unseen = await context.rows
    .selectFrom('Shop as s')
    .select(['s.id', 's.partyId'])
    .where('s.state', '<>', 'removed')
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('ShopLook as l')
            .select('l.id')
            .whereRef('l.shopId', '=', 's.id')
            .where('l.rulesVersion', '>=', WORD_RULES_VERSION),
        ),
      ),
    )
    .orderBy('s.id')
    .limit(LOOKS_PER_RUN_MAX)
    .execute();
  await eachAlone(unseen, (shop) =>
    context.transaction(async (tx) => {
      await openShopLook(context, tx, shop, true);
      return ok(null);
    }),
  );
}
