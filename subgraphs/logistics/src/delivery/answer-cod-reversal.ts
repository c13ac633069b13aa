import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import type { SealedText } from '@heitu/kit/privacy/vault';
import { must } from '@heitu/kit/rules/checked';
import { line, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { SELLER_ROLES } from '@heitu/standard';
import { codParts } from '../access.ts';
import { mutation, type LogisticsContext, type LogisticsTransaction } from '../context.ts';
import { ids } from '../input-fields.ts';
import { CodRemittance, CodReversal } from './delivery.entity.ts';
import { codRemittances } from './delivery.moves.ts';
import { codNow } from './delivery-answers.ts';
import { tellOfSaidCash } from './tell-of-said-cash.ts';

/** What the other side hears of it; that one of finance has found it is no end yet. */
const TOLD = {
  'agree-wrong': 'agreed-wrong',
  'deny-wrong': 'denied-wrong',
  'find-wrong': null,
  'confirm-wrong': 'found-wrong',
  uphold: 'upheld',
  'uphold-paid': 'upheld',
} as const;
interface Doubted {
  foundBy?: string | null | undefined;
  remittedAtMs?: number | null | undefined;
}

/** What this answer is, by who gives it; null where it is nobody's to give. */
function answerOf(parts: readonly string[], isWrong: boolean, record: Doubted): keyof typeof TOLD | null {
  if (SELLER_ROLES.some((role) => parts.includes(role))) return isWrong ? 'agree-wrong' : 'deny-wrong';
  if (isWrong) return record.foundBy == null ? 'find-wrong' : 'confirm-wrong';
  if (!parts.includes('finance')) return null;
  return record.remittedAtMs == null ? 'uphold' : 'uphold-paid';
}

/**
 * Whether a carrier's record of cash is wrong, as it says itself: the buyer signed for what was paid, and it is the
 * seller's, so the seller says so (8.5.3.ca). Where the seller is silent or says no, two people of finance find that it
 * is wrong, or one of them that it stands.
 */
export const answerCodReversal = mutation({
  name: 'answerCodReversal',
  description:
    "The seller says whether the carrier's record of cash is wrong; after its silence or a no, finance does.",
  may: permit.role(...SELLER_ROLES, 'finance', 'operator-admin'),
  input: z.object({
    remittanceId: ids.remittance(),
    isWrong: z.boolean().describe('The record is wrong: it is taken back. False: it stands as it was.'),
    reason: line(200).nullish().describe('What shows it; a must from finance.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    REASON_NEEDED: { message: '请写清凭什么：买家签收单上的金额、和谁核对过' },
    SELLERS_TURN: { message: '先等商家自己说登记错没错，过了期限财务再查', clause: '8.5.3.ca' },
    NOT_FOUND_YET: { message: '还没有人查到这笔登记错了', clause: '8.5.3.ca' },
    SAME_PERSON: { message: '作废要第二个人确认，不能确认自己查的、自己提的', clause: '8.5.3.ca' },
  },
  shows: codNow,
  run: (context, { remittanceId: id, isWrong, reason }, refuse) =>
    context.transaction(async (tx) => {
      const record = await tx.em.findOne(CodRemittance, { id });
      const parts = record ? codParts(context.actor, record) : [];
      const action = record && answerOf(parts, isWrong, record);
      if (!record || !action) return refuse('NOT_FOUND');
      const isSellers = action === 'agree-wrong' || action === 'deny-wrong';
      if (!isSellers && !reason) return refuse('REASON_NEEDED', 'reason');
      const deciding = action === 'find-wrong' || action === 'confirm-wrong';
      if (deciding && [record.foundBy, record.doubtedBy].includes(context.actor.id)) return refuse('SAME_PERSON');
      const nowMs = context.clock.now();
      const { saidAtMs, missedAtMs, carrierPartyId, sellerPartyId, amountFen } = record;
      const told = { carrierPartyId, sellerPartyId, amountFen, saidAtMs };
      const isMissed = { missedAtMs: missedAtMs ?? nowMs };
      const set = {
        'agree-wrong': {},
        'deny-wrong': { ...isMissed, contestedAtMs: nowMs, foundBy: null },
        'find-wrong': { foundBy: context.actor.id },
        'confirm-wrong': {},
        uphold: { ...isMissed, foundBy: null },
        'uphold-paid': { foundBy: null },
      }[action];
      const refused = await codRemittances.move(context, tx, action, record, refuse, {
        parts,
        // Of exactly what was said and found.
        where: { saidAtMs: saidAtMs ?? null, foundBy: record.foundBy ?? null },
        set,
        reason: reason ?? null,
      });
      if (refused) return refused;
      if (action === 'agree-wrong' || action === 'confirm-wrong') await takeBack(context, tx, record);
      const what = TOLD[action];
      if (what) tellOfSaidCash(tx, what, [told]);
      return ok({ id });
    }),
});

/** The record stays; this row stands against it, with what the carrier said of it. */
async function takeBack(
  context: LogisticsContext,
  tx: LogisticsTransaction,
  record: { id: string; carrierPartyId: string; amountFen: number; doubtReason?: SealedText | null | undefined },
): Promise<void> {
  await tx.em.insert(CodReversal, {
    id: context.newId(),
    remittanceId: record.id,
    carrierPartyId: record.carrierPartyId,
    amountFen: record.amountFen,
    reason: must(record.doubtReason, 'what the carrier said of it'),
    reversedBy: context.actor.id,
    reversedAtMs: context.clock.now(),
  });
}
