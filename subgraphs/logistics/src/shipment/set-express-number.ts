import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { managedCarriers } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { EXPRESS_STATES } from './parcel-actions.ts';
import { Shipment } from './shipment.entity.ts';
import { setExpressNumberRefusals as refusals } from './shipment.refusals.ts';
import { NOT_STOPPED } from './stop.policy.ts';
import { refuseStopped, stopMark } from './stop-shipments.ts';

const schema = z.object({
  shipmentId: identifier(),
  company: z.string().regex(/^[a-z0-9]{2,30}$/, '请填写快递公司的拼音编码'),
  number: z.string().regex(/^[A-Za-z0-9]{6,32}$/, '快递单号为6到32位字母数字'),
});
export type SetExpressNumberInput = z.input<typeof schema>;

/** An outside express company carries a leg: its scans then come by push. */
export async function setExpressNumber(context: LogisticsContext, input: SetExpressNumberInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { shipmentId: id, company, number } = valid.value;
  return context.transaction(async (tx) => {
    if (await tx.em.count(Shipment, { expressNumber: number, id: { $ne: id } }))
      return refuse(refusals, 'NUMBER_TAKEN');
    const mine = { id, carrierPartyId: { $in: managedCarriers(context.actor) } };
    const shipment = await tx.em.findOne(Shipment, mine);
    const stopped = shipment && refuseStopped(refusals, stopMark(shipment));
    if (stopped) return stopped;
    const changed = await tx.em.nativeUpdate(
      Shipment,
      { ...mine, state: { $in: [...EXPRESS_STATES] }, ...NOT_STOPPED },
      { expressCompany: company, expressNumber: number, expressSubscribedAtMs: null },
    );
    if (changed === 0) return refuse(refusals, 'NOT_FOUND');
    tx.audit({ type: 'shipment', id });
    return ok({ id });
  });
}
