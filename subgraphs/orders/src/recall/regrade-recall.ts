import { lockRows } from '@heitu/kit/data/only-one';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { NO_TEXT, unlessDestroyed } from '@heitu/kit/privacy/vault';
import { hasRole } from '@heitu/kit/rules/actor';
import { oneOf } from '@heitu/kit/rules/enums';
import { atField, NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { RecallHazards, RecallLevels } from '@heitu/kit/rules/shared-enums';
import { line, z } from '@heitu/kit/rules/validate';
import {
  GRAVEST_LEVEL,
  isMilder,
  RECALL_HAZARD_LEVELS,
  RECALL_HAZARD_TITLES,
  RECALL_LEVEL_TITLES,
  SELLER_ROLES,
} from '@heitu/standard';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { recallCaseNow } from './recall-answers.ts';
import { RECALL_KEEPERS } from './recall-case.lifecycle.ts';
import { RecallCase, RecallRegrade } from './recall.entity.ts';
import { recallCaseVisibleTo } from './recall.loader.ts';
import { regrades } from './recall.moves.ts';
import { REVIEW_WORKING_DAYS } from './recall.policy.ts';
import { applyRegrade } from './apply-regrade.ts';
import { regradeLifecycle } from './regrade.lifecycle.ts';

/**
 * Whoever learns that the goods are more dangerous than was said raises the level, and it holds at once. Nobody alone
 * lowers it: one of the platform proposes that, and a second person agrees (食品召回管理办法 12, 13).
 */
export const regradeRecall = mutation({
  name: 'regradeRecall',
  description: 'A recall is graver than was said: its level rises at once. A milder one waits for a second person.',
  may: permit.role(...SELLER_ROLES, ...RECALL_KEEPERS),
  input: z.object({
    caseId: ids.recall(),
    level: oneOf(RecallLevels)
      .nullish()
      .default(null)
      .describe('How grave it is; left out, as the hazard is, or the gravest where that is no graver than now.'),
    hazard: oneOf(RecallHazards).nullish().default(null).describe('What is wrong with it; left out, what was said.'),
    reason: line(200, 2).describe('How one knows, 2 to 200 characters.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    SAME_LEVEL: { message: '和现在的级别、原因一样，不用改' },
    LEVEL_TOO_MILD: { message: '这样的货不能按这么轻的级别召回', clause: '7.3.6.a-c' },
    ONLY_PLATFORM_LOWERS: { message: '召回只能升级，不能自己降级；要降请平台两个人来定', clause: '7.3.6.a-c' },
    LOWERING_WAITS: { message: '已经有人提了降级，等第二个人定了再提' },
  },
  shows: recallCaseNow,
  run: (context, { caseId, level: told, hazard: said, reason }, refuse) =>
    context.transaction(async (tx) => {
      // One after the other: each is judged by the level that the one before left.
      await lockRows(tx, RecallCase, { id: caseId });
      const found = await tx.rows
        .selectFrom('RecallCase')
        .selectAll()
        .where('id', '=', caseId)
        .where(recallCaseVisibleTo(context.actor))
        .executeTakeFirst();
      if (!found) return refuse('NOT_FOUND');
      if (found.state === 'closed') return refuse('WRONG_STATE');
      const hazard = said ?? found.hazard;
      const least = RECALL_HAZARD_LEVELS[hazard];
      const level = told ?? (isMilder(found.level, least) ? least : GRAVEST_LEVEL);
      if (level === found.level && hazard === found.hazard) return refuse('SAME_LEVEL', 'level');
      const isLower = isMilder(level, found.level);
      const isKeeper = hasRole(context.actor, ...RECALL_KEEPERS);
      if (isLower && !isKeeper) return refuse('ONLY_PLATFORM_LOWERS', 'level');
      if (!isKeeper && isMilder(level, least))
        return refuse('LEVEL_TOO_MILD', [
          atField('level', `“${RECALL_HAZARD_TITLES[hazard]}”至少是${RECALL_LEVEL_TITLES[least]}`),
        ]);
      const waiting = await tx.rows
        .selectFrom('RecallRegrade')
        .select('id')
        .where('waitingFor', '=', caseId)
        .executeTakeFirst();
      if (waiting && isLower) return refuse('LOWERING_WAITS');
      const nowMs = context.clock.now();
      const id = context.newId();
      await tx.em.insert(RecallRegrade, {
        id,
        caseId,
        waitingFor: isLower ? caseId : null,
        lotCode: found.lotCode,
        partyId: found.partyId,
        fromLevel: found.level,
        level,
        fromHazard: found.hazard,
        hazard,
        reason: await unlessDestroyed(context.vault.sealText(found.partyId, reason), NO_TEXT),
        state: isLower ? regradeLifecycle.initial : 'in-force',
        proposedBy: context.actor.id,
        proposedAtMs: nowMs,
        decideDueAtMs: isLower ? addWorkingDays(nowMs, REVIEW_WORKING_DAYS) : null,
      });
      tx.audit({ type: 'recall-case', id: caseId, clause: '7.3.6.a-c', reason });
      if (isLower) return ok({ id: caseId });
      // What somebody wanted to be milder is graver instead.
      if (waiting) await regrades.bySystem(context, tx, 'lapse', { id: waiting.id }, { waitingFor: null });
      await applyRegrade(context, tx, found, { id, level, hazard });
      return ok({ id: caseId });
    }),
});

/** A second person agrees that a recall is milder than was said, or does not. */
export const decideRecallRegrade = mutation({
  name: 'decideRecallRegrade',
  description: 'A second person agrees that a recall is milder than was said, or leaves the level as it is.',
  may: permit.role(...RECALL_KEEPERS),
  input: z.object({
    caseId: ids.recall(),
    accepted: z.boolean().describe('False leaves the level as it is; from the one who proposed it, takes it back.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    SAME_PERSON: { message: '降级要两个人，不能自己同意自己提的', clause: '7.3.6.a-c' },
  },
  shows: recallCaseNow,
  run: (context, { caseId, accepted }, refuse) =>
    context.transaction(async (tx) => {
      await lockRows(tx, RecallCase, { id: caseId });
      const found = await tx.rows.selectFrom('RecallCase').selectAll().where('id', '=', caseId).executeTakeFirst();
      if (!found) return refuse('NOT_FOUND');
      const one = await tx.rows
        .selectFrom('RecallRegrade')
        .selectAll()
        .where('waitingFor', '=', caseId)
        .executeTakeFirst();
      if (!one || found.state === 'closed') return refuse('WRONG_STATE');
      if (accepted && one.proposedBy === context.actor.id) return refuse('SAME_PERSON');
      const set = { waitingFor: null, decidedBy: context.actor.id, decidedAtMs: context.clock.now() };
      const refused = await regrades.move(context, tx, accepted ? 'confirm' : 'refuse', one, refuse, { set });
      if (refused) return refused;
      if (accepted) await applyRegrade(context, tx, found, one);
      return ok({ id: caseId });
    }),
});
