import { idFrom } from '@heitu/kit/rules/ids';
import { atField, ok, NOT_FOUND } from '@heitu/kit/rules/outcome';
import { line, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { rolesAt, workplaces } from '../access.ts';
import { Vehicle } from '../carrier/carrier.entity.ts';
import { isRefrigerated, isValidOn } from '../carrier/carrier.policy.ts';
import { mutation } from '../context.ts';
import { celsius, ids } from '../input-fields.ts';
import { today } from './crew.loader.ts';
import { Trip } from './shipment.entity.ts';
import { trips } from './shipment.moves.ts';
import { LOAD_CHECK_POINTS, type LoadPoint } from './shipment.policy.ts';
import { tripNow } from './shipment-answers.ts';
import { tripLifecycle } from './trip.lifecycle.ts';

const checked = (point: LoadPoint) =>
  z.boolean().describe(LOAD_CHECK_POINTS.find((one) => one.point === point)?.label ?? point);
export const tripIdOf = (vehicleId: string, date: string): string => idFrom(`trip:${vehicleId}:${date}`);

/** The load check of a vehicle's round today (8.4.3.bm-bn). */
export const checkLoad = mutation({
  name: 'checkLoad',
  description: "The load check of a vehicle's round today. A point that failed is refused: it is put right first.",
  may: permit.role('carrier-manager', 'courier'),
  input: z.object({
    vehicleId: ids.vehicle(),
    secured: checked('secured'),
    segregated: checked('segregated'),
    clean: checked('clean'),
    lawful: checked('lawful'),
    temperatureCelsius: celsius().nullish().describe('What the cargo room measures, in °C.'),
    note: line(200).nullish().describe('At most 200 characters.'),
  }),
  refusals: {
    NOT_FOUND,
    POINT_FAILED: { message: '装载检查有不合格项，整改后才能发车', clause: '8.4.3.bm' },
    VEHICLE_EXPIRED: { message: '车辆证件已过期，不能发车', clause: '8.4.3.bn' },
  },
  shows: tripNow,
  async run(context, input, refuse) {
    const { vehicleId, ...check } = input;
    const failed = LOAD_CHECK_POINTS.filter(({ point }) => !check[point]);
    if (failed.length > 0)
      return refuse(
        'POINT_FAILED',
        failed.map(({ point, label }) => atField(point, label)),
      );
    return context.transaction(async (tx) => {
      const vehicle = await tx.em.findOne(Vehicle, {
        id: vehicleId,
        endedAtMs: null,
        carrierPartyId: { $in: workplaces(context.actor) },
      });
      if (!vehicle) return refuse('NOT_FOUND');
      const date = today(context);
      if (!isValidOn(vehicle.validUntil, date)) return refuse('VEHICLE_EXPIRED');
      const id = tripIdOf(vehicleId, date);
      const nowMs = context.clock.now();
      const { carrierPartyId } = vehicle;
      const start = { id, state: tripLifecycle.initial, startedAtMs: nowMs };
      const known = await tx.em.findOne(Trip, { id });
      if (!known)
        await tx.em.insert(Trip, { ...start, carrierPartyId, vehicleId, date, cold: isRefrigerated(vehicle) });
      const refused = await trips.move(context, tx, 'check-load', known ?? start, () => refuse('NOT_FOUND'), {
        parts: rolesAt(context.actor, carrierPartyId),
        set: { checkedAtMs: nowMs, checkedBy: context.actor.id, check: JSON.stringify(check) },
      });
      return refused ?? ok({ id });
    });
  },
});
