import { courierChanged } from '@heitu/events/logistics.courier-changed.v1';
import { ok, NOT_FOUND } from '@heitu/kit/rules/outcome';
import { identifier, line, mobilePhone, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { manages } from '../access.ts';
import { AccountBriefs } from '../asks/trust.ts';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { Carrier, Courier } from './carrier.entity.ts';
import { courierLifecycle } from './carrier.lifecycle.ts';
import { couriers } from './carrier.moves.ts';
import { courierNow } from './carrier-answers.ts';
import { SAID } from '../said.ts';

/** Registers a courier, or takes one back who left; trust then lets the account act as one. */
export const registerCourier = mutation({
  name: 'registerCourier',
  description: 'Enters a courier, or takes one back who left. The account must have signed in once before.',
  may: permit.role('carrier-manager'),
  input: z.object({
    carrierPartyId: ids.carrier(),
    accountId: identifier().describe("The courier's own account, which must have signed in before."),
    name: line(30).describe('At most 30 characters.'),
    phone: mobilePhone().describe('A mobile number of the mainland, 11 digits.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    ACCOUNT_UNKNOWN: { message: '没有这个账号，请本人先登录一次平台' },
    COURIER_EXISTS: { message: '这位配送员已经登记过' },
    CARRIER_NOT_IN_STANDING: { message: SAID.notInStanding, clause: '8.1.ac' },
  },
  shows: courierNow,
  async run(context, { carrierPartyId, accountId, name, phone }, refuse) {
    if (!manages(context.actor, carrierPartyId)) return refuse('NOT_FOUND');
    const { accountBriefs } = await context.peers.query(AccountBriefs, { ids: [accountId] });
    if (!accountBriefs.some((brief) => brief.accountId === accountId && brief.active)) return refuse('ACCOUNT_UNKNOWN');
    return context.transaction(async (tx) => {
      const carrier = await tx.em.findOne(Carrier, { partyId: carrierPartyId });
      if (!carrier) return refuse('NOT_FOUND');
      if (!carrier.inGoodStanding) return refuse('CARRIER_NOT_IN_STANDING');
      const nowMs = context.clock.now();
      const person = {
        name: await context.vault.sealText(accountId, name),
        phoneSealed: await context.vault.seal(accountId, phone),
        changedAtMs: nowMs,
      };
      const earlier = await tx.em.findOne(Courier, { carrierPartyId, accountId });
      if (earlier?.state === 'working') return refuse('COURIER_EXISTS');
      const id = earlier?.id ?? context.newId();
      if (earlier && !(await couriers.bySystem(context, tx, 'take-back', { id }, person)))
        return refuse('COURIER_EXISTS');
      const { initial: state } = courierLifecycle;
      if (!earlier)
        await tx.em.insert(Courier, { id, carrierPartyId, accountId, state, createdAtMs: nowMs, ...person });
      tx.publish(courierChanged, { type: 'courier', id }, { courierId: id, accountId, carrierPartyId, active: true });
      tx.audit({ type: 'courier', id });
      return ok({ id });
    });
  },
});
