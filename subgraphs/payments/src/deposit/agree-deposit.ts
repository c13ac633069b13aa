import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { termsOf } from '../contract/agreed-terms.ts';
import { PaymentsDone } from '../done.view.ts';
import { ids } from '../input-fields.ts';
import { MerchantAccount } from '../merchant/merchant.entity.ts';
import { Deposit } from './deposit.entity.ts';
import { depositLifecycle } from './deposit.lifecycle.ts';
import { deposits } from './deposit.moves.ts';

/** Finance enters the deposit of a party's contract with the platform; the provider is asked at once what is there. */
export const agreeDeposit = mutation({
  name: 'agreeDeposit',
  description:
    'Finance enters the deposit of the contract with the platform; what its party is liable for is paid out of it.',
  may: permit.role('finance'),
  input: z.object({
    partyId: ids.party(),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    NO_DEPOSIT_AGREED: { message: '该主体和平台有效的合同里没有约定保证金', clause: '6.6.d' },
    NO_ACCOUNT: { message: '该主体还没有在支付机构开户，先开户再登记保证金', clause: '7.4.q' },
  },
  shows: asItIs(PaymentsDone),
  run: (context, { partyId }, refuse) =>
    context.transaction(async (tx) => {
      const account = await tx.em.findOne(MerchantAccount, { partyId });
      if (!account) return refuse('NO_ACCOUNT');
      const nowMs = context.clock.now();
      const contract = await termsOf(context, 'platform-service', { partyId }, nowMs);
      const requiredFen = contract?.terms.depositFen;
      if (!contract || !requiredFen) return refuse('NO_DEPOSIT_AGREED');
      const contractNumber = contract.number.slice(0, 80);
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
