import { courierChanged } from '@heitu/events/logistics.courier-changed.v1';
import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, line, mobilePhone, parse, z } from '@heitu/kit/rules/validate';
import { manages, requestKey } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { Carrier, Courier } from './carrier.entity.ts';
import { registerCourierRefusals as refusals } from './carrier.refusals.ts';

const schema = z.object({
  requestId: identifier(),
  carrierPartyId: identifier(),
  accountId: identifier(),
  name: line(30),
  phone: mobilePhone(),
});
export type RegisterCourierInput = z.input<typeof schema>;

const ACCOUNT_QUERY = 'query($ids: [ID!]!) { accountBriefs(ids: $ids) { accountId active } }';

/** Registers a courier, or takes one back who left; trust then lets the account act as one. */
export async function registerCourier(context: LogisticsContext, input: RegisterCourierInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { carrierPartyId, accountId, name, phone } = valid.value;
  if (!manages(context.actor, carrierPartyId)) return refuse(refusals, 'NOT_FOUND');
  const { accountBriefs } = await context.peers.query<{ accountBriefs: { accountId: string; active: boolean }[] }>(
    'trust',
    ACCOUNT_QUERY,
    { ids: [accountId] },
  );
  if (!accountBriefs.some((brief) => brief.accountId === accountId && brief.active))
    return refuse(refusals, 'ACCOUNT_UNKNOWN');
  return context.transaction(async (tx) => {
    const carrier = await tx.em.findOne(Carrier, { partyId: carrierPartyId });
    if (!carrier) return refuse(refusals, 'NOT_FOUND');
    if (!carrier.inGoodStanding) return refuse(refusals, 'CARRIER_NOT_IN_STANDING');
    const nowMs = context.clock.now();
    const person = {
      name: await context.vault.sealText(accountId, name),
      phoneSealed: await context.vault.seal(accountId, phone),
      active: true,
      changedAtMs: nowMs,
    };
    const earlier = await tx.em.findOne(Courier, { carrierPartyId, accountId });
    if (earlier?.active) return refuse(refusals, 'COURIER_EXISTS');
    const id = earlier?.id ?? context.newId();
    if (earlier && !(await tx.em.nativeUpdate(Courier, { id, active: false }, person)))
      return refuse(refusals, 'COURIER_EXISTS');
    if (!earlier) await tx.em.insert(Courier, { id, carrierPartyId, accountId, createdAtMs: nowMs, ...person });
    tx.publish(courierChanged, { type: 'courier', id }, { courierId: id, accountId, carrierPartyId, active: true });
    tx.audit({ type: 'courier', id });
    return ok({ id });
  }, requestKey(input));
}
