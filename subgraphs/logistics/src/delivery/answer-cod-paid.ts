import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { line, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { SELLER_ROLES } from '@heitu/standard';
import { codParts } from '../access.ts';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { CodRemittance } from './delivery.entity.ts';
import { codRemittances } from './delivery.moves.ts';
import { codNow } from './delivery-answers.ts';
import { tellOfSaidCash } from './tell-of-said-cash.ts';

/** What the other side hears of it; that one of finance has found it is no end yet. */
const TOLD = { accept: 'accepted', contest: 'contested', find: null, confirm: 'found', miss: 'missed' } as const;

/** What this answer is, by who gives it; null where it is nobody's to give. */
function answerOf(
  parts: readonly string[],
  { arrived, foundBy }: { arrived: boolean; foundBy: string | null | undefined },
): 'accept' | 'contest' | 'find' | 'confirm' | 'miss' | null {
  if (SELLER_ROLES.some((role) => parts.includes(role))) return arrived ? 'accept' : 'contest';
  if (arrived) return foundBy == null ? 'find' : 'confirm';
  return parts.includes('finance') ? 'miss' : null;
}

/**
 * Whether the cash came that the carrier says it paid into the seller's own bank: the seller knows. Where the seller is
 * silent or says no, finance looks at the bank's papers, and two of its people find that it came; one alone finds only
 * that it is owed as before (8.5.3.ca). No account of the platform's books moves: it went from one bank to another.
 */
export const answerCodPaid = mutation({
  name: 'answerCodPaid',
  description:
    "The seller says whether the carrier's transfer came into its own bank; after its silence or a no, finance does.",
  may: permit.role(...SELLER_ROLES, 'finance', 'operator-admin'),
  input: z.object({
    remittanceId: ids.remittance(),
    arrived: z.boolean().describe('The whole amount has come.'),
    reason: line(200).nullish().describe('What shows it; a must from finance.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    REASON_NEEDED: { message: '请写清凭什么：银行回单号、和谁核对过' },
    SELLERS_TURN: { message: '先等商家自己确认到没到账，过了期限财务再查', clause: '8.5.3.ca' },
    NOT_FOUND_YET: { message: '还没有人查到这笔钱已到账', clause: '8.5.3.ca' },
    SAME_PERSON: { message: '到账要第二个人确认，不能自己确认自己查的', clause: '8.5.3.ca' },
  },
  shows: codNow,
  run: (context, { remittanceId: id, arrived, reason }, refuse) =>
    context.transaction(async (tx) => {
      const record = await tx.em.findOne(CodRemittance, { id });
      const parts = record ? codParts(context.actor, record) : [];
      const action = record && answerOf(parts, { arrived, foundBy: record.foundBy });
      if (!record || !action) return refuse('NOT_FOUND');
      const isSellers = action === 'accept' || action === 'contest';
      if (!isSellers && !reason) return refuse('REASON_NEEDED', 'reason');
      if (action === 'confirm' && record.foundBy === context.actor.id) return refuse('SAME_PERSON');
      const nowMs = context.clock.now();
      const { saidAtMs, missedAtMs, carrierPartyId, sellerPartyId, amountFen } = record;
      const said = { carrierPartyId, sellerPartyId, amountFen, saidAtMs };
      const set = {
        // It came when the carrier sent it; who looks later makes it no later.
        accept: { remittedAtMs: saidAtMs },
        confirm: { remittedAtMs: saidAtMs },
        contest: { contestedAtMs: nowMs, missedAtMs: missedAtMs ?? nowMs, foundBy: null },
        find: { foundBy: context.actor.id },
        miss: { missedAtMs: missedAtMs ?? nowMs, foundBy: null, reference: null },
      }[action];
      const refused = await codRemittances.move(context, tx, action, record, refuse, {
        parts,
        // Of exactly what was said and found.
        where: { saidAtMs, foundBy: record.foundBy ?? null },
        set,
        reason: reason ?? null,
      });
      if (refused) return refused;
      const told = TOLD[action];
      if (told) tellOfSaidCash(tx, told, [said]);
      return ok({ id });
    }),
});
