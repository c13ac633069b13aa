import { toJson } from '@heitu/kit/rules/typed-json';
import { oneOf } from '@heitu/kit/rules/enums';
import { LicensedModes } from '../enums.ts';
import { ok, NOT_FOUND } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { managedCarriers } from '../access.ts';
import { setStationOff } from '../area/set-station-off.ts';
import { mutation } from '../context.ts';
import { fen, ids, whole } from '../input-fields.ts';
import { Carrier } from './carrier.entity.ts';
import {
  LICENSED_MODES,
  SERVICE_DAYS_PER_WEEK_MIN,
  SERVICE_HOURS_PER_DAY_MIN,
  SERVICE_DEFAULTS,
} from './carrier.policy.ts';
import { carrierNow } from './carrier-answers.ts';

/** Each once. */
const LICENSED_MODES_MAX = Object.keys(LICENSED_MODES).length;

/** What the carrier has agreed with its sellers: hours of service, times of answer, fetching and paying back. */
export const setCarrierService = mutation({
  name: 'setCarrierService',
  description:
    'States what a carrier has agreed with its sellers: the hours of service, and how soon it answers, fetches and pays back.',
  may: permit.role('carrier-manager'),
  input: z.object({
    carrierPartyId: ids.carrier(),
    daysPerWeek: whole(1, 7).describe('1 to 7; fewer than five are refused.'),
    hoursPerDay: whole(1, 24).describe('1 to 24; fewer than eight are refused.'),
    responseMinutes: whole(1, 7 * 24 * 60)
      .default(SERVICE_DEFAULTS.responseMinutes)
      .describe('How soon a parcel that is ready is given to a courier, in minutes.'),
    takeOverHours: whole(1, 7 * 24)
      .default(SERVICE_DEFAULTS.takeOverHours)
      .describe('How soon a parcel that is ready is fetched, in hours.'),
    remitWorkingDays: whole(1, 30)
      .default(SERVICE_DEFAULTS.remitWorkingDays)
      .describe('How soon cash that was taken at the door is paid back, in working days.'),
    collectsPayment: z
      .boolean()
      .nullish()
      .describe('Whether its couriers show the code by which a buyer pays at the door; left out: as before.'),
    stationOffFen: fen()
      .nullish()
      .describe(
        'So much less than to the door a parcel to a station costs; left out: as before. Less of it binds later.',
      ),
    licensedModes: z
      .array(oneOf(LicensedModes))
      .max(LICENSED_MODES_MAX)
      .default([])
      .describe('What it has a licence for, of what ordinary post may not carry.'),
  }),
  refusals: { NOT_FOUND, SERVICE_TOO_SHORT: { message: '每周至少服务5天、每天至少8小时', clause: '8.5.1.br' } },
  shows: carrierNow,
  async run(context, input, refuse) {
    const { carrierPartyId, daysPerWeek, hoursPerDay, licensedModes, collectsPayment, stationOffFen, ...agreed } =
      input;
    if (daysPerWeek < SERVICE_DAYS_PER_WEEK_MIN || hoursPerDay < SERVICE_HOURS_PER_DAY_MIN)
      return refuse('SERVICE_TOO_SHORT');
    return context.transaction(async (tx) => {
      const changed = await tx.em.nativeUpdate(
        Carrier,
        { partyId: { $in: managedCarriers(context.actor).filter((id) => id === carrierPartyId) } },
        {
          serviceDaysPerWeek: daysPerWeek,
          serviceHoursPerDay: hoursPerDay,
          licensedModes: toJson([...new Set(licensedModes)]),
          serviceChangedAtMs: context.clock.now(),
          ...agreed,
          ...(typeof collectsPayment === 'boolean' && { collectsPayment }),
        },
      );
      if (changed === 0) return refuse('NOT_FOUND');
      if (stationOffFen != null) await setStationOff(context, tx, carrierPartyId, stationOffFen);
      tx.audit({ type: 'carrier', id: carrierPartyId, clause: '8.5.1.br' });
      return ok({ id: carrierPartyId });
    });
  },
});
