import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { termsOf } from '../contract/agreed-terms.ts';
import { PaymentsDone } from '../done.view.ts';
import { partyState } from '../peers.ts';
import { ids } from '../input-fields.ts';
import { MerchantAccount } from './merchant.entity.ts';
import { merchantLifecycle } from './merchant.lifecycle.ts';
import { merchantAccounts } from './merchant.moves.ts';
import { PASSWORD_ROTATION } from './merchant.policy.ts';

/**
 * Finance opens a party's account on its filed contract with a provider in good standing (7.4.p-q), with a named
 * contact and, where the party keeps the payment password, a named keeper (7.4.r-s).
 */
export const openMerchantAccount = mutation({
  name: 'openMerchantAccount',
  description:
    "Finance enters a party's account at the provider, on a contract that both signed; its goods can be paid for then.",
  may: permit.role('finance'),
  input: z.object({
    partyId: ids.party(),
    subMerchantId: z
      .string()
      .regex(/^\d{8,20}$/, '商户号是8到20位数字')
      .describe("The account's number at the payment provider, 8 to 20 digits; each is one party's."),
    contactName: line(40).describe('Who is called about the account, at most 40 characters.'),
    passwordKeeperName: line(40)
      .nullish()
      .describe(
        'Who keeps the payment password, another person than the contact; left out where the provider keeps it.',
      ),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    PARTY_NOT_IN_GOOD_STANDING: { message: '该主体尚未通过资质审核，不能开通收款', clause: '7.4.q' },
    ALREADY_OPEN: { message: '该主体已开通收款账户' },
    MERCHANT_IN_USE: { message: '这个商户号已被其他主体使用' },
    NO_CONTRACT: { message: '没有已签好、在有效期内的支付合同，请先登记合同并由双方签字', clause: '7.4.p' },
    PROVIDER_NOT_QUALIFIED: { message: '支付机构资质没有备案或已失效，不能开通收款', clause: '7.4.q' },
    KEEPER_NEEDED: { message: '合同约定支付密码由本单位管，请指定保管人', clause: '7.4.s' },
    SAME_PERSON: { message: '对接人和密码管理人应由不同的专人负责', clause: '7.4.r' },
  },
  shows: asItIs(PaymentsDone),
  async run(context, input, refuse) {
    const { partyId, subMerchantId, contactName, passwordKeeperName } = input;
    const nowMs = context.clock.now();
    if (contactName === passwordKeeperName) return refuse('SAME_PERSON');
    const party = await partyState(context, partyId);
    if (!party) return refuse('NOT_FOUND');
    if (!party.inGoodStanding) return refuse('PARTY_NOT_IN_GOOD_STANDING');
    const contract = await termsOf(context, 'payment', { partyId }, nowMs);
    if (!contract) return refuse('NO_CONTRACT');
    const provider = await partyState(context, contract.withPartyId);
    if (!provider?.inGoodStanding) return refuse('PROVIDER_NOT_QUALIFIED');
    const isEntrusted = contract.terms.passwordBy === 'provider';
    if (!isEntrusted && !passwordKeeperName) return refuse('KEEPER_NEEDED', 'passwordKeeperName');
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
        providerPartyId: contract.withPartyId,
        providerInGoodStanding: true,
        contractNumber: contract.number.slice(0, 80),
        contractValidUntil: contract.validUntil,
        contactName: await context.vault.seal(partyId, contactName),
        passwordKeeperName: passwordKeeperName ? await context.vault.seal(partyId, passwordKeeperName) : null,
        passwordDueAtMs: nowMs + PASSWORD_ROTATION.everyMs,
        openedAtMs: nowMs,
      });
      if (isEntrusted) await merchantAccounts.bySystem(context, tx, 'entrust', { id }, { passwordDueAtMs: null });
      tx.audit({ type: 'party', id: partyId, clause: '7.4.q' });
      return ok({ id });
    });
  },
});
