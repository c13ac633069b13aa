import { hasRole } from '@heitu/kit/rules/actor';
import { oneOf } from '@heitu/kit/rules/enums';
import { atField, NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { RecallHazards, RecallLevels } from '@heitu/kit/rules/shared-enums';
import { line, z } from '@heitu/kit/rules/validate';
import type { RecallFacts } from '@heitu/events/catalog.lot-blocked.v1';
import {
  GRAVEST_LEVEL,
  isMilder,
  RECALL_HAZARD_LEVELS,
  RECALL_HAZARD_TITLES,
  RECALL_LEVEL_TITLES,
  type RecallHazard,
} from '@heitu/standard';
import { SELLERS, WITHDRAWERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { writeRecalls, type Call } from './call-back.ts';
import { lotNow } from './lot-now.ts';
import { lots } from './lot.moves.ts';
import { ownedLot } from './owned-lot.ts';
import { callBackAtOnce } from './search-recall.ts';
import { lotId } from '../inputs.ts';

/**
 * Calls a lot back (Food Safety Law 63): its seller, the operator, or the operator by the authority's order. The lots
 * made from it are called back with it: one case. What is left of them is stopped, and their traces say so to whoever
 * scans a bag.
 */
export const recallLot = mutation({
  name: 'recallLot',
  description:
    'Calls a lot back, and those made from it: by its seller or the operator. What is left is stopped; traces say so.',
  may: permit.role(...SELLERS, ...WITHDRAWERS),
  input: z.object({
    lotId: lotId(),
    reason: line(500).describe('Why it is called back; shown to whoever scans the bag.'),
    level: oneOf(RecallLevels).nullish().describe('How grave it is; left out, what the hazard is at least.'),
    hazard: oneOf(RecallHazards)
      .nullish()
      .describe('What may be wrong with it, for the public notice; with neither, it is of the gravest.'),
    orderNumber: line(80).nullish().describe("The number of the authority's order; the operator's people only."),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    LEVEL_TOO_MILD: { message: '这样的货不能按这么轻的级别召回，要更轻请平台来定', clause: '7.3.6.a-c' },
    ORDER_NOT_YOURS: { message: '主管部门的责令召回由平台登记' },
  },
  shows: lotNow,
  run: (context, { lotId, reason, level, hazard, orderNumber }, refuse) =>
    context.transaction(async (tx) => {
      const isOperator = hasRole(context.actor, ...WITHDRAWERS);
      const lot = isOperator
        ? await tx.rows.selectFrom('Lot').selectAll().where('id', '=', lotId).executeTakeFirst()
        : await ownedLot(context, lotId);
      if (!lot) return refuse('NOT_FOUND');
      if (orderNumber && !isOperator) return refuse('ORDER_NOT_YOURS', 'orderNumber');
      if (level && !isOperator && isMilder(level, RECALL_HAZARD_LEVELS[hazard ?? 'other']))
        return refuse('LEVEL_TOO_MILD', [atField('level', atLeastText(hazard ?? 'other'))]);
      const nowMs = context.clock.now();
      const sealed = await context.vault.sealText(lot.partyId, reason);
      const set = { blockReason: sealed, blockedAtMs: nowMs };
      const unmoved = await lots.move(context, tx, 'recall', lot, refuse, { set, reason });
      if (unmoved) return unmoved;
      const product = await tx.rows
        .selectFrom('Product')
        .select('title')
        .where('id', '=', lot.productId)
        .executeTakeFirst();
      const facts: RecallFacts = {
        caseId: context.newId(),
        rootLotId: lotId,
        rootLotCode: lot.code,
        goods: product?.title ?? lot.code,
        level: level ?? (hazard ? RECALL_HAZARD_LEVELS[hazard] : GRAVEST_LEVEL),
        hazard: hazard ?? 'other',
        caller: orderNumber ? 'authority' : isOperator ? 'operator' : 'seller',
        orderNumber: orderNumber ?? null,
        atMs: nowMs,
      };
      const call: Call = { facts, reason, calledByAccountId: context.actor.id };
      const own = await writeRecalls(context, tx, [lot], { ...call, idOf: () => facts.caseId });
      await callBackAtOnce(context, tx, call, own);
      return ok({ id: lotId });
    }),
});

const atLeastText = (hazard: RecallHazard): string =>
  `“${RECALL_HAZARD_TITLES[hazard]}”至少是${RECALL_LEVEL_TITLES[RECALL_HAZARD_LEVELS[hazard]]}`;
