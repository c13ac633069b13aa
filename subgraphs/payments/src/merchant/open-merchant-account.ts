import { commonRefusals, ok, refuse, type CodeOf, type Outcome } from '@heitu/kit/rules/outcome';
import { partiesFor } from '@heitu/kit/rules/actor';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { identifier, line, localDate, parse, z } from '@heitu/kit/rules/validate';
import { MerchantAccount } from '../entities.ts';
import type { PaymentsContext } from '../context.ts';
import { PASSWORD_ROTATION } from '../payments.policy.ts';
import { openMerchantAccountRefusals, rotatePasswordRefusals } from '../payments.refusals.ts';

const schema = z.object({
  requestId: identifier(),
  partyId: identifier(),
  subMerchantId: z.string().regex(/^\d{8,20}$/, '商户号是8到20位数字'),
  contractNumber: line(80),
  contractValidUntil: localDate(),
  contactName: line(40),
  passwordKeeperName: line(40),
});
export type OpenMerchantAccountInput = z.infer<typeof schema>;

const PARTY = `query($ids: [ID!]!) { partyStates(ids: $ids) { partyId inGoodStanding } }`;

/**
 * Finance opens a party's account after checking contract, papers and identity (7.4.p-q), with a named contact and a
 * named password keeper (7.4.r-s).
 */
export async function openMerchantAccount(
  context: PaymentsContext,
  input: OpenMerchantAccountInput,
): Promise<Outcome<{ id: string }, CodeOf<typeof openMerchantAccountRefusals>>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { requestId, partyId, subMerchantId, contactName, passwordKeeperName, contractNumber, contractValidUntil } =
    valid.value;
  const nowMs = context.clock.now();
  if (contractValidUntil < chinaDate(nowMs)) return refuse(openMerchantAccountRefusals, 'CONTRACT_EXPIRED');
  if (contactName === passwordKeeperName) return refuse(openMerchantAccountRefusals, 'SAME_PERSON');
  const { partyStates } = await context.peers.query<{ partyStates: { partyId: string; inGoodStanding: boolean }[] }>(
    'sellers',
    PARTY,
    { ids: [partyId] },
  );
  if (!partyStates[0]) return refuse(openMerchantAccountRefusals, 'NOT_FOUND');
  if (!partyStates[0].inGoodStanding) return refuse(openMerchantAccountRefusals, 'PARTY_NOT_IN_GOOD_STANDING');
  return context.transaction(
    async (tx) => {
      if (await tx.em.findOne(MerchantAccount, { partyId })) return refuse(openMerchantAccountRefusals, 'ALREADY_OPEN');
      if (await tx.em.findOne(MerchantAccount, { merchant: subMerchantId }))
        return refuse(openMerchantAccountRefusals, 'MERCHANT_IN_USE');
      const id = context.newId();
      await tx.em.insert(MerchantAccount, {
        id,
        partyId,
        merchant: subMerchantId,
        state: 'open',
        inGoodStanding: true,
        contractNumber,
        contractValidUntil,
        contactName: await context.vault.seal(partyId, contactName),
        passwordKeeperName: await context.vault.seal(partyId, passwordKeeperName),
        passwordDueAtMs: nowMs + PASSWORD_ROTATION.everyMs,
        openedAtMs: nowMs,
      });
      tx.audit({ type: 'party', id: partyId, clause: '7.4.q' });
      return ok({ id });
    },
    { id: requestId, input },
  );
}

/**
 * The keeper confirms that the payment password was changed; the next change is due three months later (7.4.s). The
 * password itself never comes here.
 */
export async function rotatePaymentPassword(
  context: PaymentsContext,
  input: { partyId: string },
): Promise<Outcome<{ id: string }, CodeOf<typeof rotatePasswordRefusals>>> {
  const valid = parse(z.object({ partyId: identifier() }), input);
  if (!valid.ok) return valid;
  const { partyId } = valid.value;
  if (!partiesFor(context.actor, ['seller-owner', 'seller-staff', 'carrier-manager'], 'finance').includes(partyId))
    return refuse(commonRefusals, 'NOT_FOUND');
  return context.transaction(async (tx) => {
    const account = await tx.em.findOne(MerchantAccount, { partyId });
    if (!account) return refuse(commonRefusals, 'NOT_FOUND');
    await tx.em.nativeUpdate(
      MerchantAccount,
      { partyId },
      { passwordDueAtMs: context.clock.now() + PASSWORD_ROTATION.everyMs },
    );
    tx.audit({ type: 'party', id: partyId, clause: PASSWORD_ROTATION.clause });
    return ok({ id: account.id });
  });
}
