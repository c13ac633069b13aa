import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import { stationParties } from '../access.ts';
import { Station } from '../carrier/carrier.entity.ts';
import { mutation } from '../context.ts';
import { whole } from '../input-fields.ts';
import { stationNow } from './station-answers.ts';
import { COLD_PLACES_MAX, SHELF_PLACES_MAX } from './station.policy.ts';

const time = () => z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间写成 08:00 这样');

/** A station declares that it takes parcels: where, when it is open, and how many it holds (8.1.2.as). */
export const setStationService = mutation({
  name: 'setStationService',
  description:
    'A station declares where it is, when it is open, how many parcels it holds, and whether it takes any now.',
  may: permit.role('station-agent'),
  input: z.object({
    stationPartyId: identifier().describe('The party of the station.'),
    divisionCode: z
      .string()
      .regex(/^\d{9}(\d{3})?$/, '请选到乡镇或村')
      .describe('Of its township or village: 9 or 12 digits.'),
    address: line(120).describe('Where in the village, at most 120 characters.'),
    opens: time().describe('08:00'),
    closes: time().describe('Later than opens.'),
    shelfPlaces: whole(0, SHELF_PLACES_MAX).describe('How many parcels its shelves hold.'),
    coldPlaces: whole(0, COLD_PLACES_MAX).describe('How many its cold store holds; 0 where it has none.'),
    receives: z.boolean().describe('Whether buyers may choose it now. What stands there stays.'),
  }),
  refusals: {
    NOT_FOUND,
    CLOSES_TOO_EARLY: { message: '关门要比开门晚' },
    NO_PLACE: { message: '要收包裹，货架或冰柜至少有一个位置', clause: '8.1.2.as' },
  },
  shows: stationNow,
  async run(context, { stationPartyId: partyId, receives, ...declared }, refuse) {
    if (!stationParties(context.actor).includes(partyId)) return refuse('NOT_FOUND');
    if (declared.closes <= declared.opens) return refuse('CLOSES_TOO_EARLY', 'closes');
    if (receives && declared.shelfPlaces + declared.coldPlaces === 0) return refuse('NO_PLACE', 'shelfPlaces');
    return context.transaction(async (tx) => {
      const station = await tx.em.findOne(Station, { partyId });
      if (!station) return refuse('NOT_FOUND');
      const nowMs = context.clock.now();
      const receivesSinceMs = receives ? (station.receivesSinceMs ?? nowMs) : null;
      await tx.em.nativeUpdate(Station, { partyId }, { ...declared, receivesSinceMs, changedAtMs: nowMs });
      tx.audit({ type: 'station', id: partyId, clause: '8.1.2.as' });
      return ok({ id: partyId });
    });
  },
});
