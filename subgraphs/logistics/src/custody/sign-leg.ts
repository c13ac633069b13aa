import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { SELLER_ROLES } from '@heitu/standard';
import { inMyHands, sellerParties } from '../access.ts';
import { mutation } from '../context.ts';
import { takenFields } from '../input-fields.ts';
import { SAID } from '../said.ts';
import { fetchBack } from '../station/leave-station.ts';
import { shipmentNow } from '../shipment/shipment-answers.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { countersign } from './countersign.ts';
import { CustodyLeg } from './leg.entity.ts';
import { waitsFor } from './leg.policy.ts';
import { signsHere } from './who-signs.ts';

/** The other side of a leg counts, looks at the seal, measures and signs: the goods are theirs (8.4.2.bj). */
export const signCustodyLeg = mutation({
  name: 'signCustodyLeg',
  description:
    'Courier, store or seller, the other side of a leg, counts, looks and signs: the goods are in other hands.',
  may: permit.role('carrier-manager', 'courier', ...SELLER_ROLES),
  input: z.object({
    legId: identifier().describe('The leg that waits for the other side.'),
    ...takenFields(),
  }),
  refusals: { NOT_FOUND, WRONG_STATE, SAME_SIGNER: { message: SAID.sameSigner, clause: '8.4.2.bj' } },
  shows: shipmentNow,
  run: (context, { legId: id, ...said }, refuse) =>
    context.transaction(async (tx) => {
      const { actor } = context;
      const { $or: hands } = inMyHands(actor);
      const mine = { $or: [...hands, { sellerPartyId: { $in: sellerParties(actor) } }] };
      const leg = await tx.em.findOne(CustodyLeg, { id, shipmentId: { $ne: null } });
      const shipment = leg && (await tx.em.findOne(Shipment, { id: leg.shipmentId, ...mine }));
      if (!leg || !shipment) return refuse('NOT_FOUND');
      const { side, signedBy } = waitsFor(leg);
      if (signedBy === actor.id) return refuse('SAME_SIGNER');
      if (!signsHere(actor, leg, shipment)) return refuse('NOT_FOUND');
      const refused = await countersign(context, tx, side, leg, said, refuse);
      if (refused) return refused;
      if (leg.kind === 'from-station') await fetchBack(context, tx, shipment.id);
      return ok({ id: shipment.id });
    }),
});
