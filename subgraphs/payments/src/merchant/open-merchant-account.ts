import { chinaDate } from '@heitu/kit/rules/calendar';
import { LocalDate } from '@heitu/kit/rules/graphql';
import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { asScalar, line, localDate, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { PaymentsDone } from '../done.view.ts';
import { partyState } from '../peers.ts';
import { ids } from '../input-fields.ts';
import { MerchantAccount } from './merchant.entity.ts';
import { merchantLifecycle } from './merchant.lifecycle.ts';
import { PASSWORD_ROTATION } from './merchant.policy.ts';

/**
 * Finance opens a party's account after checking contract, papers and identity (7.4.p-q), with a named contact and a
 * named password keeper (7.4.r-s).
 */
export const openMerchantAccount = mutation({
  name: 'openMerchantAccount',
  description:
    "Finance enters a party's account at the payment provider, once its contract and papers are checked; from then on its goods can be paid for.",
  may: permit.role('finance'),
  input: z.object({
    partyId: ids.party(),
    subMerchantId: z
      .string()
      .regex(/^\d{8,20}$/, '商户号是8到20位数字')
      .describe("The account's number at the payment provider, 8 to 20 digits; each is one party's."),
    contractNumber: line(80).describe('Of the contract with the payment provider, at most 80 characters.'),
    contractValidUntilOn: asScalar(LocalDate, localDate()).describe(
      'The last day of that contract; refused where it is over.',
    ),
    contactName: line(40).describe('Who is called about the account, at most 40 characters.'),
    passwordKeeperName: line(40).describe(
      'Who keeps the payment password, at most 40 characters; another person than the contact.',
    ),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    PARTY_NOT_IN_GOOD_STANDING: { message: '该主体尚未通过资质审核，不能开通收款', clause: '7.4.q' },
    ALREADY_OPEN: { message: '该主体已开通收款账户' },
    MERCHANT_IN_USE: { message: '这个商户号已被其他主体使用' },
    CONTRACT_EXPIRED: { message: '与支付机构的合同已过期，请先续签', clause: '7.4.p' },
    SAME_PERSON: { message: '对接人和密码管理人应由不同的专人负责', clause: '7.4.r' },
  },
  shows: asItIs(PaymentsDone),
  async run(context, input, refuse) {
    const { partyId, subMerchantId, contactName, passwordKeeperName, contractNumber, contractValidUntilOn } = input;
    const nowMs = context.clock.now();
    if (contractValidUntilOn < chinaDate(nowMs)) return refuse('CONTRACT_EXPIRED');
    if (contactName === passwordKeeperName) return refuse('SAME_PERSON');
    const party = await partyState(context, partyId);
    if (!party) return refuse('NOT_FOUND');
    if (!party.inGoodStanding) return refuse('PARTY_NOT_IN_GOOD_STANDING');
    return context.transaction(async (tx) => {
      // Asked at once: between two questions another call may open both.
      const known = await tx.em.find(MerchantAccount, { $or: [{ partyId }, { merchant: subMerchantId }] });
      if (known.length > 0)
        return refuse(known.some((one) => one.partyId === partyId) ? 'ALREADY_OPEN' : 'MERCHANT_IN_USE');
      const id = context.newId();
      await tx.em.insert(MerchantAccount, {
        id,
        partyId,
        merchant: subMerchantId,
        state: merchantLifecycle.initial,
        inGoodStanding: true,
        contractNumber,
        contractValidUntil: contractValidUntilOn,
        contactName: await context.vault.seal(partyId, contactName),
        passwordKeeperName: await context.vault.seal(partyId, passwordKeeperName),
        passwordDueAtMs: nowMs + PASSWORD_ROTATION.everyMs,
        openedAtMs: nowMs,
      });
      tx.audit({ type: 'party', id: partyId, clause: '7.4.q' });
      return ok({ id });
    });
  },
});
