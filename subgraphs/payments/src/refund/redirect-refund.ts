import { hasRole } from '@heitu/kit/rules/actor';
import { oneOf } from '@heitu/kit/rules/enums';
import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { PaymentsDone } from '../done.view.ts';
import { RefundBanks } from '../enums.ts';
import { refunds } from './refund.moves.ts';
import { CARDS_MAX, type RefundBank } from './refund.policy.ts';

/** `icbc-debit` → `ICBC_DEBIT`, as the provider says it. */
const atProvider = (bank: RefundBank): string => bank.toUpperCase().replaceAll('-', '_');

/**
 * The buyer names another card of theirs, or finance for them on the telephone. It is kept sealed until the provider
 * has it, and by nobody afterwards.
 */
export const redirectRefund = mutation({
  name: 'redirectRefund',
  description: 'Names another debit card of the payer for a refund that its old one did not take.',
  may: permit.role('consumer', 'finance'),
  input: z.object({
    refundId: identifier().describe('The refund that did not get through.'),
    bank: oneOf(RefundBanks).describe('Whose debit card it is.'),
    cardNumber: z
      .string()
      .regex(/^\d{12,19}$/, '请输入银行卡上的号码，不要空格')
      .describe('12 to 19 digits.'),
    holderName: line(60).describe('As the bank knows its holder, who must be the payer.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    NO_MORE_CARDS: {
      message: `已经换过${CARDS_MAX}次卡，都退不进去；平台会把钱直接转给您，不用再填卡号`,
      clause: '7.6.aa',
    },
  },
  shows: asItIs(PaymentsDone),
  run: (context, { refundId: id, bank, cardNumber: card, holderName: holder }, refuse) =>
    context.transaction(async (tx) => {
      const refund = await tx.rows.selectFrom('Refund').selectAll().where('id', '=', id).executeTakeFirst();
      const { actor } = context;
      if (!refund?.buyerAccountId) return refuse('NOT_FOUND');
      const isMine = refund.buyerAccountId === actor.id;
      if (!isMine && !hasRole(actor, 'finance')) return refuse('NOT_FOUND');
      const cardSealed = await context.vault.seal(
        refund.buyerAccountId,
        JSON.stringify({ card, bank: atProvider(bank), holder }),
      );
      const set = { cardSealed, cardTries: refund.cardTries + 1, nextAtMs: context.clock.now() };
      const refused = await refunds.move(context, tx, 'redirect', refund, refuse, {
        parts: [isMine ? 'buyer' : 'finance'],
        where: { cardTries: refund.cardTries },
        set,
      });
      return refused ?? ok({ id });
    }),
});
