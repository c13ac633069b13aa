import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok, refuse, commonRefusals } from '@heitu/kit/rules/outcome';
import { Device } from '../carrier/carrier.entity.ts';
import type { LogisticsContext } from '../context.ts';
import { cargoOf } from './cargo.loader.ts';
import { SILENCE_MS_MIN, SILENCE_SEVERITY } from './excursion.policy.ts';
import { raiseAlarm } from './raise-alarm.ts';

export const DEVICES_PER_RUN_MAX = 200;

/**
 * A thermometer that should report and does not is an alarm too: of a store always, of a vehicle while cold goods are
 * on it.
 */
export async function watchDevices(context: LogisticsContext): Promise<void> {
  const nowMs = context.clock.now();
  const silent = await context.rows
    .selectFrom('Device as d')
    .select(['d.id', 'd.carrierPartyId', 'd.vehicleId', 'd.facilityId', 'd.heardAtMs'])
    .where('d.endedAtMs', 'is', null)
    .where('d.silenceAlarmId', 'is', null)
    .where('d.heardAtMs', '<', nowMs - SILENCE_MS_MIN)
    .where((eb) =>
      eb.or([
        eb('d.facilityId', 'is not', null),
        eb.exists(
          eb
            .selectFrom('Shipment as s')
            .select('s.id')
            .whereRef('s.vehicleId', '=', 'd.vehicleId')
            .where('s.storage', '!=', 'ambient')
            .where('s.takenOverAtMs', 'is not', null)
            .where('s.leftVehicleAtMs', 'is', null),
        ),
      ]),
    )
    .orderBy('d.heardAtMs')
    .limit(DEVICES_PER_RUN_MAX)
    .execute();
  await eachAlone(silent, async (device) => {
    await context.transaction(async (tx) => {
      const cargo = (await cargoOf(context, device, device.heardAtMs, nowMs)).filter((one) => one.toMs === null);
      const silenceAlarmId = await raiseAlarm(
        context,
        tx,
        device,
        {
          kind: 'silence',
          severity: SILENCE_SEVERITY,
          startedAtMs: device.heardAtMs,
          endedAtMs: null,
          minutesOut: 0,
          limit: null,
          worstCelsius: null,
        },
        cargo,
      );
      // It may have spoken, or another replica may have raised it, since we looked: then nothing of this stays.
      const marked = await tx.em.nativeUpdate(
        Device,
        { id: device.id, endedAtMs: null, silenceAlarmId: null, heardAtMs: device.heardAtMs },
        { silenceAlarmId },
      );
      return marked === 0 ? refuse(commonRefusals, 'WRONG_STATE') : ok(null);
    });
  });
}

/** Thermometers whose silence is an alarm that lasts, for whoever watches the platform. */
export async function silentDevices(context: LogisticsContext): Promise<number> {
  const row = await context.rows
    .selectFrom('Device')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('endedAtMs', 'is', null)
    .where('silenceAlarmId', 'is not', null)
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}
