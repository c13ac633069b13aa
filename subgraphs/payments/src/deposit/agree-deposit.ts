import { SafeInt } from '@heitu/kit/rules/graphql';
import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { amountFen, asScalar, line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { PaymentsDone } from '../done.view.ts';
import { ids } from '../input-fields.ts';
import { MerchantAccount } from '../merchant/merchant.entity.ts';
import { Deposit } from './deposit.entity.ts';
import { depositLifecycle } from './deposit.lifecycle.ts';
import { deposits } from './deposit.moves.ts';

/** Finance enters the deposit that a party's contract asks for; the provider is asked at once how much is there. */
export const agreeDeposit = mutation({
  name: 'agreeDeposit',
  description:
    'Finance enters the deposit that a contract asks for; what the party is liable for is paid out of it first.',
  may: permit.role('finance'),
  input: z.object({
    partyId: ids.party(),
    requiredFen: asScalar(SafeInt, amountFen(1)).describe('What the contract asks for, in fen.'),
    contractNumber: line(80).describe('Of the contract that says so, at most 80 characters.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    NO_ACCOUNT: { message: '该主体还没有在支付机构开户，先开户再登记保证金', clause: '7.4.q' },
  },
  shows: asItIs(PaymentsDone),
  run: (context, { partyId, requiredFen, contractNumber }, refuse) =>
    context.transaction(async (tx) => {
      const account = await tx.em.findOne(MerchantAccount, { partyId });
      if (!account) return refuse('NO_ACCOUNT');
      const nowMs = context.clock.now();
      const terms = { requiredFen, contractNumber, shortSinceMs: nowMs, nextLookAtMs: nowMs, agreedAtMs: nowMs };
      tx.audit({ type: 'party', id: partyId, clause: '6.6.d' });
      const known = await tx.em.findOne(Deposit, { partyId });
      if (known) {
        const refused = await deposits.move(context, tx, 'agree', known, refuse, { set: terms });
        return refused ?? ok({ id: known.id });
      }
      const id = context.newId();
      await tx.em.insert(Deposit, {
        id,
        partyId,
        merchant: account.merchant,
        heldFen: 0,
        state: depositLifecycle.initial,
        ...terms,
      });
      return ok({ id });
    }),
});
