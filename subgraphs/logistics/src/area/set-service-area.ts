import { ok, NOT_FOUND } from '@heitu/kit/rules/outcome';
import { identifier, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { manages } from '../access.ts';
import { Station } from '../carrier/carrier.entity.ts';
import { mutation } from '../context.ts';
import { serviceAreaNow } from '../carrier/carrier-answers.ts';
import { ids } from '../input-fields.ts';
import { ServiceArea } from './area.entity.ts';
import { divisionCode, prefixesOf } from './division.policy.ts';

/**
 * States what a carrier serves in a division. Of areas that hold each other the smaller decides, so a village can be
 * left out of its township.
 */
export const setServiceArea = mutation({
  name: 'setServiceArea',
  description: 'States what a carrier serves in a division. Of areas that hold each other the smaller decides.',
  may: permit.role('carrier-manager'),
  input: z.object({
    carrierPartyId: ids.carrier(),
    divisionCode: divisionCode().describe('2 to 12 digits; the longest area that holds an address decides.'),
    firstMile: z.boolean().describe('Fetches parcels from sellers there.'),
    lastMile: z.boolean().describe('Delivers to the door there. Neither of the two is refused.'),
    stationPartyId: identifier()
      .nullish()
      .describe('The rural service station that delivers there for the carrier; it must be on file.'),
  }),
  refusals: {
    NOT_FOUND,
    NOTHING_SERVED: { message: '上门收货和送货到家至少选一样', clause: '8.1.2.at' },
    STATION_UNKNOWN: { message: '这个服务站没有备案或已停用', clause: '8.1.2.as' },
  },
  shows: serviceAreaNow,
  async run(context, input, refuse) {
    const { carrierPartyId, divisionCode: code, firstMile, lastMile } = input;
    const stationPartyId = input.stationPartyId ?? null;
    if (!manages(context.actor, carrierPartyId)) return refuse('NOT_FOUND');
    return context.transaction(async (tx) => {
      if (stationPartyId && !(await tx.em.count(Station, { partyId: stationPartyId, inGoodStanding: true })))
        return refuse('STATION_UNKNOWN');
      const where = { carrierPartyId, divisionCode: code };
      const change = { firstMile, lastMile, stationPartyId, changedAtMs: context.clock.now() };
      const earlier = await tx.em.findOne(ServiceArea, where);
      // Serving nothing in a place only means something where a larger area would otherwise serve it.
      if (
        !firstMile &&
        !lastMile &&
        !(await tx.em.count(ServiceArea, { carrierPartyId, divisionCode: { $in: prefixesOf(code) } }))
      )
        return refuse('NOTHING_SERVED');
      const id = earlier?.id ?? context.newId();
      if (earlier) await tx.em.nativeUpdate(ServiceArea, { id }, change);
      else await tx.em.insert(ServiceArea, { id, ...where, ...change });
      tx.audit({ type: 'service-area', id, clause: '8.1.2.at' });
      return ok({ id });
    });
  },
});
