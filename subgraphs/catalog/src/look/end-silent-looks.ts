import { eachAlone } from '@heitu/kit/data/each-alone';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import { YES } from '@heitu/kit/data/entities';
import { LOOK_AT_LAST_WORKING_DAYS, LOOK_SILENCE, WORD_RULES_VERSION, type ClauseRef } from '@heitu/standard';
import type { CatalogContext } from '../context.ts';
import { recordCopyCheck } from '../copy/record-copy-check.ts';
import { products } from '../product/product.moves.ts';
import { judgePublication } from '../product/publish-facts.ts';
import { looks } from './look.moves.ts';
import { openLook } from './open-look.ts';
import { tellDecided } from './tell-decided.ts';

const LOOKS_PER_RUN_MAX = 100;

const inState = (context: CatalogContext, state: 'waiting' | 'blocked' | 'appealed') =>
  context.rows.selectFrom('PublicLook').selectAll().where('state', '=', state).limit(LOOKS_PER_RUN_MAX);

/** Job: a look that nobody took, a block that nobody contests, an appeal that nobody answers each end by themselves. */
export async function endSilentLooks(context: CatalogContext): Promise<void> {
  const nowMs = context.clock.now();
  const end = (
    action: 'leave' | 'settle' | 'lift',
    due: readonly { id: string; productId: string; partyId: string }[],
  ) =>
    eachAlone(due, ({ id, productId, partyId }) =>
      context.transaction(async (tx) => {
        const set = action === 'leave' ? { openFor: null } : {};
        if ((await looks.bySystem(context, tx, action, { id }, set)) > 0) {
          if (action === 'lift') {
            await products.bySystem(context, tx, 'reinstate', { id: productId });
            await tellDecided(tx, { id, productId, partyId }, 'lift', true);
          }
          tx.audit({ type: 'public-look', id, clause: '6.5.b' satisfies ClauseRef, reason: LOOK_SILENCE });
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
    unseen.filter((row) => looks.lifecycle.hasLapsed(row, nowMs)),
  );
  await end('settle', await inState(context, 'blocked').where('appealDueAtMs', '<=', nowMs).execute());
  await end('lift', await inState(context, 'appealed').where('answerDueAtMs', '<=', nowMs).execute());
}

/** Job: goods on sale that an older version of the word rules judged are judged again and lie in the queue. */
export async function lookAgain(context: CatalogContext): Promise<void> {
  const judgedBefore = await context.rows
    .selectFrom('Product as p')
    .selectAll('p')
    .where('p.state', '=', 'on-sale')
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('CopyCheck as c')
            .select('c.id')
            .whereRef('c.productId', '=', 'p.id')
            .where('c.passed', '=', YES)
            .where('c.rulesVersion', '>=', WORD_RULES_VERSION),
        ),
      ),
    )
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('PublicLook as l')
            .select('l.id')
            .whereRef('l.productId', '=', 'p.id')
            .where('l.rulesVersion', '>=', WORD_RULES_VERSION),
        ),
      ),
    )
    .orderBy('p.id')
    .limit(LOOKS_PER_RUN_MAX)
    .execute();
  await eachAlone(judgedBefore, (product) =>
    context.transaction(async (tx) => {
      const { marks } = await judgePublication(context, product, { onSale: true, reason: null });
      await recordCopyCheck(context, tx, product, marks);
      await openLook(context, tx, product, 'rules-changed');
      return ok(null);
    }),
  );
}
