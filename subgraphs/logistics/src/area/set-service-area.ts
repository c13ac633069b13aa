import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { manages } from '../access.ts';
import { Station } from '../carrier/carrier.entity.ts';
import type { LogisticsContext } from '../entities.ts';
import { ServiceArea } from './area.entity.ts';
import { setServiceAreaRefusals as refusals } from './area.refusals.ts';
import { divisionCode, prefixesOf } from './division.policy.ts';

const schema = z.object({
  carrierPartyId: identifier(),
  divisionCode: divisionCode(),
  firstMile: z.boolean(),
  lastMile: z.boolean(),
  stationPartyId: identifier().nullish(),
});
export type SetServiceAreaInput = z.input<typeof schema>;

/**
 * States what a carrier serves in a division. Of areas that hold each other the smaller decides, so a village can be
 * left out of its township.
 */
export async function setServiceArea(context: LogisticsContext, input: SetServiceAreaInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { carrierPartyId, divisionCode: code, firstMile, lastMile } = valid.value;
  const stationPartyId = valid.value.stationPartyId ?? null;
  if (!manages(context.actor, carrierPartyId)) return refuse(refusals, 'NOT_FOUND');
  return context.transaction(async (tx) => {
    if (stationPartyId && !(await tx.em.count(Station, { partyId: stationPartyId, inGoodStanding: true })))
      return refuse(refusals, 'STATION_UNKNOWN');
    const where = { carrierPartyId, divisionCode: code };
    const change = { firstMile, lastMile, stationPartyId, changedAtMs: context.clock.now() };
    const earlier = await tx.em.findOne(ServiceArea, where);
    // Serving nothing in a place only means something where a larger area would otherwise serve it.
    if (
      !firstMile &&
      !lastMile &&
      !(await tx.em.count(ServiceArea, { carrierPartyId, divisionCode: { $in: prefixesOf(code) } }))
    )
      return refuse(refusals, 'NOTHING_SERVED');
    const id = earlier?.id ?? context.newId();
    if (earlier) await tx.em.nativeUpdate(ServiceArea, { id }, change);
    else await tx.em.insert(ServiceArea, { id, ...where, ...change });
    tx.audit({ type: 'service-area', id, clause: '8.1.2.at' });
    return ok({ id });
  });
}
