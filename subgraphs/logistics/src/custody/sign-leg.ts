import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { inMyHands } from '../access.ts';
import { mutation } from '../context.ts';
import { celsius, whole } from '../input-fields.ts';
import { SAID } from '../said.ts';
import { fetchBack } from '../station/leave-station.ts';
import { shipmentNow } from '../shipment/shipment-answers.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { CustodyLeg } from './leg.entity.ts';
import { legs } from './leg.moves.ts';
import { waitsFor } from './leg.policy.ts';
import { takenBy } from './sign.ts';
import { signsHere } from './who-signs.ts';

/** The other side of a leg counts, looks at the seal, measures and signs: the goods are theirs (8.4.2.bj). */
export const signCustodyLeg = mutation({
  name: 'signCustodyLeg',
  description: 'Courier or store, the other side of a leg, counts, looks and signs: the goods are in other hands.',
  may: permit.role('carrier-manager', 'courier'),
  input: z.object({
    legId: identifier().describe('The leg that waits for the other side.'),
    units: whole(0, 100_000).describe('How many pieces were counted.'),
    sealWhole: z.boolean().nullish().describe('Whether the seal is whole; left out where there is none.'),
    temperatureCelsius: celsius().nullish().describe('Of the goods, in °C.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE, SAME_SIGNER: { message: SAID.sameSigner, clause: '8.4.2.bj' } },
  shows: shipmentNow,
  run: (context, { legId: id, units, sealWhole = null, temperatureCelsius = null }, refuse) =>
    context.transaction(async (tx) => {
      const leg = await tx.em.findOne(CustodyLeg, { id });
      const shipment = leg && (await tx.em.findOne(Shipment, { id: leg.shipmentId, ...inMyHands(context.actor) }));
      if (!leg || !shipment) return refuse('NOT_FOUND');
      const { actor } = context;
      const { kind, shipmentId } = leg;
      const { side, signedBy } = waitsFor(leg);
      if (signedBy === actor.id) return refuse('SAME_SIGNER');
      if (!signsHere(actor, leg, shipment.courierAccountId)) return refuse('NOT_FOUND');
      const found = { units, sealWhole: sealWhole ?? null, celsius: temperatureCelsius ?? null };
      const refused = await legs.move(context, tx, 'sign', leg, refuse, {
        parts: [side === 'courier' ? 'courier' : 'carrier-manager'],
        set: { openFor: null, ...takenBy(context, side, leg, found) },
      });
      if (refused) return refused;
      if (kind === 'from-station') await fetchBack(context, tx, shipmentId);
      return ok({ id: shipmentId });
    }),
});
