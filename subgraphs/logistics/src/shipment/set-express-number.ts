import { ok, NOT_FOUND } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { managedCarriers } from '../access.ts';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { EXPRESS_STATES } from './parcel-actions.ts';
import { stoppedRefusal } from './stop.policy.ts';
import { NOT_STOPPED } from './shipment.policy.ts';
import { Shipment } from './shipment.entity.ts';
import { refuseStopped, stopMark } from './stop-shipments.ts';
import { shipmentNow } from './shipment-answers.ts';

/** An outside express company carries a leg: its scans then come by push. */
export const setExpressNumber = mutation({
  name: 'setExpressNumber',
  description: 'An outside express company carries a leg of the way; its scans then come into the track.',
  may: permit.role('carrier-manager'),
  input: z.object({
    shipmentId: ids.shipment(),
    company: z
      .string()
      .regex(/^[a-z0-9]{2,30}$/, '请填写快递公司的拼音编码')
      .describe("快递100's code of the company: shunfeng"),
    number: z
      .string()
      .regex(/^[A-Za-z0-9]{6,32}$/, '快递单号为6到32位字母数字')
      .describe('The waybill number, 6 to 32 letters and digits; each is used for one parcel.'),
  }),
  refusals: { NOT_FOUND, ...stoppedRefusal, NUMBER_TAKEN: { message: '这个快递单号已用在另一票货上' } },
  shows: shipmentNow,
  run: (context, { shipmentId: id, company, number }, refuse) =>
    context.transaction(async (tx) => {
      if (await tx.em.count(Shipment, { expressNumber: number, id: { $ne: id } })) return refuse('NUMBER_TAKEN');
      const mine = { id, carrierPartyId: { $in: managedCarriers(context.actor) } };
      const shipment = await tx.em.findOne(Shipment, mine);
      const stopped = shipment && refuseStopped(stopMark(shipment));
      if (stopped) return stopped;
      const changed = await tx.em.nativeUpdate(
        Shipment,
        { ...mine, state: { $in: [...EXPRESS_STATES] }, ...NOT_STOPPED },
        { expressCompany: company, expressNumber: number, expressSubscribedAtMs: null },
      );
      if (changed === 0) return refuse('NOT_FOUND');
      tx.audit({ type: 'shipment', id });
      return ok({ id });
    }),
});
