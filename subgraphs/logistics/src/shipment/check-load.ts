import { idFrom } from '@heitu/kit/rules/ids';
import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import { requestKey, workplaces } from '../access.ts';
import { Vehicle } from '../carrier/carrier.entity.ts';
import { isRefrigerated, isValidOn } from '../carrier/carrier.policy.ts';
import type { LogisticsContext } from '../entities.ts';
import { today } from './crew.loader.ts';
import { Trip } from './shipment.entity.ts';
import { LOAD_CHECK_POINTS } from './shipment.policy.ts';
import { checkLoadRefusals as refusals } from './shipment.refusals.ts';

const schema = z.object({
  requestId: identifier().nullish(),
  vehicleId: identifier(),
  secured: z.boolean(),
  segregated: z.boolean(),
  clean: z.boolean(),
  lawful: z.boolean(),
  temperatureCelsius: z.number().min(-60).max(60).nullish(),
  note: line(200).nullish(),
});
export type CheckLoadInput = z.input<typeof schema>;

export const tripIdOf = (vehicleId: string, date: string): string => idFrom(`trip:${vehicleId}:${date}`);

/** The load check of a vehicle's round today (8.4.3.bm-bn). */
export async function checkLoad(context: LogisticsContext, input: CheckLoadInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { requestId: _, vehicleId, ...check } = valid.value;
  const failed = LOAD_CHECK_POINTS.filter(({ point }) => !check[point]);
  if (failed.length > 0)
    return refuse(
      refusals,
      'POINT_FAILED',
      failed.map(({ point, label }) => ({ at: point, text: label })),
    );
  return context.transaction(async (tx) => {
    const vehicle = await tx.em.findOne(Vehicle, {
      id: vehicleId,
      endedAtMs: null,
      carrierPartyId: { $in: workplaces(context.actor) },
    });
    if (!vehicle) return refuse(refusals, 'NOT_FOUND');
    const date = today(context);
    if (!isValidOn(vehicle.validUntil, date)) return refuse(refusals, 'VEHICLE_EXPIRED');
    const id = tripIdOf(vehicleId, date);
    const nowMs = context.clock.now();
    const done = { checkedAtMs: nowMs, checkedBy: context.actor.id, check: JSON.stringify(check) };
    const known = await tx.em.nativeUpdate(Trip, { id }, done);
    if (known === 0)
      await tx.em.insert(Trip, {
        id,
        carrierPartyId: vehicle.carrierPartyId,
        vehicleId,
        date,
        cold: isRefrigerated(vehicle),
        startedAtMs: nowMs,
        ...done,
      });
    tx.audit({ type: 'trip', id, clause: '8.4.3.bm' });
    return ok({ id });
  }, requestKey(input));
}
