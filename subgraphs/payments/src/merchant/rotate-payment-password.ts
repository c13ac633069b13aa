import { partiesFor } from '@heitu/kit/rules/actor';
import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { PaymentsDone } from '../done.view.ts';
import { ids } from '../input-fields.ts';
import { MerchantAccount } from './merchant.entity.ts';
import { ACCOUNT_HOLDERS } from './merchant.policy.ts';
import { merchantAccounts } from './merchant.moves.ts';
import { PASSWORD_ROTATION } from './merchant.policy.ts';

/**
 * The keeper confirms that the payment password was changed; the next change is due three months later (7.4.s). The
 * password itself never comes here.
 */
export const rotatePaymentPassword = mutation({
  name: 'rotatePaymentPassword',
  description:
    'The keeper confirms that the payment password was changed; the next change is due three months later. The password itself never comes here.',
  may: permit.role(...ACCOUNT_HOLDERS),
  input: z.object({ partyId: ids.party() }),
  refusals: { NOT_FOUND, WRONG_STATE: { message: '合同约定支付密码由支付机构管，不用在这里确认', clause: '7.4.s' } },
  shows: asItIs(PaymentsDone),
  async run(context, { partyId }, refuse) {
    if (!partiesFor(context.actor, ACCOUNT_HOLDERS, 'finance').includes(partyId)) return refuse('NOT_FOUND');
    return context.transaction(async (tx) => {
      const account = await tx.em.findOne(MerchantAccount, { partyId });
      if (!account) return refuse('NOT_FOUND');
      const set = { passwordDueAtMs: context.clock.now() + PASSWORD_ROTATION.everyMs };
      const refused = await merchantAccounts.move(context, tx, 'rotate-password', account, refuse, { set });
      if (refused) return refused;
      tx.audit({ type: 'party', id: partyId, clause: PASSWORD_ROTATION.clause });
      return ok({ id: account.id });
    });
  },
});
