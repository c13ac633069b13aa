import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { PaymentsDone } from '../done.view.ts';
import { recoveries } from './advance.moves.ts';
import { NOT_ARRIVED_TEXT, NOT_COLLECTED } from './recovery.policy.ts';
import { recoveryById } from './recovery.loader.ts';
import { asked, askForReturn, recoveriesToCollect } from './take-return.ts';

const NOT_BY_HAND = { 'set-off': 'SET_OFF', deposit: 'OUT_OF_DEPOSIT', none: 'NO_RAIL' } as const;

/**
 * Finance takes the advance back from the liable party's account at the provider. The provider returns an advance only
 * from the account of the order's seller (https://pay.weixin.qq.com/doc/v3/partner/4012476916); from whoever else sells
 * here it is set off at settlements, and against anybody else it stays open.
 */
export const collectRecovery = mutation({
  name: 'collectRecovery',
  description: "Finance takes an advanced compensation back from the liable seller's account at the payment provider.",
  may: permit.role('finance'),
  input: z.object({ recoveryId: identifier().describe('The advance that is to be taken back.') }),
  // The first transaction remembers, so that of two calls at once only one asks the provider; what it refuses or leaves
  // unanswered is forgotten, so that nobody who repeats it is told that it went well.
  remembers: 'by-hand',
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    PROVIDER_BUSY: { message: '支付机构暂时没有回应，请稍后再试' },
    ...NOT_COLLECTED,
    NOT_ARRIVED: { message: NOT_ARRIVED_TEXT, clause: '6.6.d' },
    SELLER_BALANCE_LOW: { message: '责任方账户余额不足，暂时不能追回，系统会保留追偿', clause: '6.6.d' },
  },
  shows: asItIs(PaymentsDone),
  async run(context, { recoveryId: id }, refuse) {
    const known = await recoveryById(context, id);
    if (!known) return refuse('NOT_FOUND');
    if (known.waitsForBuyer) return refuse('NOT_ARRIVED');
    if (known.state === 'open' && known.rail !== 'return') return refuse(NOT_BY_HAND[known.rail]);
    const recovery = await recoveriesToCollect(context).where('v.id', '=', id).executeTakeFirst();
    if (!recovery) return refuse('WRONG_STATE');
    let isBegun = false;
    const begun = await context.transaction(async (tx) => {
      const refused = await recoveries.move(context, tx, 'collect', recovery, refuse, {
        set: asked(context, recovery),
      });
      if (refused) return refused;
      isBegun = true;
      return ok({ id });
    }, context.request);
    // Of the same call at once, one asks the provider: the others are answered what it remembered.
    if (!begun.ok || !isBegun) return begun;
    const answer = await askForReturn(context, recovery);
    if (!answer.ok) await context.forgetRequest();
    if (answer.ok) return begun;
    return refuse(answer.error.meaning === 'not-enough' ? 'SELLER_BALANCE_LOW' : 'PROVIDER_BUSY');
  },
});
