import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { managedCarriers } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { Carrier } from './carrier.entity.ts';
import { LICENSED_MODES, SERVICE_DAYS_PER_WEEK_MIN, SERVICE_HOURS_PER_DAY_MIN } from './carrier.policy.ts';
import { setCarrierServiceRefusals as refusals } from './carrier.refusals.ts';

const schema = z.object({
  carrierPartyId: identifier(),
  daysPerWeek: z.number().int().min(1).max(7),
  hoursPerDay: z.number().int().min(1).max(24),
  responseMinutes: z
    .number()
    .int()
    .min(1)
    .max(7 * 24 * 60),
  takeOverHours: z
    .number()
    .int()
    .min(1)
    .max(7 * 24),
  remitWorkingDays: z.number().int().min(1).max(30),
  licensedModes: z.array(z.enum(LICENSED_MODES)).max(LICENSED_MODES.length),
});
export type SetCarrierServiceInput = z.input<typeof schema>;

/** What the carrier has agreed with its sellers: hours of service, times of answer, fetching and paying back. */
export async function setCarrierService(context: LogisticsContext, input: SetCarrierServiceInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { carrierPartyId, daysPerWeek, hoursPerDay, licensedModes, ...agreed } = valid.value;
  if (daysPerWeek < SERVICE_DAYS_PER_WEEK_MIN || hoursPerDay < SERVICE_HOURS_PER_DAY_MIN)
    return refuse(refusals, 'SERVICE_TOO_SHORT');
  return context.transaction(async (tx) => {
    const changed = await tx.em.nativeUpdate(
      Carrier,
      { partyId: { $in: managedCarriers(context.actor).filter((id) => id === carrierPartyId) } },
      {
        serviceDaysPerWeek: daysPerWeek,
        serviceHoursPerDay: hoursPerDay,
        licensedModes: JSON.stringify([...new Set(licensedModes)]),
        serviceChangedAtMs: context.clock.now(),
        ...agreed,
      },
    );
    if (changed === 0) return refuse(refusals, 'NOT_FOUND');
    tx.audit({ type: 'carrier', id: carrierPartyId, clause: '8.5.1.br' });
    return ok({ id: carrierPartyId });
  });
}
