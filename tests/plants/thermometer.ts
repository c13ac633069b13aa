import { randomUUID } from 'node:crypto';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import { must } from '@heitu/kit/rules/checked';
import { thermometers } from '@heitu/sandbox/seed';
import { signedReadings } from '../bench/sign-readings.ts';
import type { Town } from './town.fixture.ts';

const MINUTE_MS = 60_000;

/** What the thermometer in the store of this parcel's seller says, where one hangs: how cold it was so many minutes ago. */
export async function storeReports(
  town: Town,
  shipmentId: string,
  celsius: number,
  minutesAgo: readonly number[] = [0],
): Promise<void> {
  const [found] = await town.rows(
    'logistics',
    `select d.id from Device d join Facility f on f.id = d.facilityId join Shipment s on s.sellerPartyId = f.sellerPartyId
     where s.id = ? and d.endedAtMs is null`,
    [shipmentId],
  );
  const device = found && thermometers('').find(({ deviceId }) => deviceId === found['id']);
  if (!device) return;
  await deviceReports(town, device, celsius, minutesAgo);
}
/** Each thermometer in a truck says how cold it is. */
export async function trucksReport(town: Town, celsius: number): Promise<void> {
  const hung = await town.rows('logistics', 'select id from Device where vehicleId is not null and endedAtMs is null');
  for (const { id } of hung)
    await deviceReports(
      town,
      must(
        thermometers('').find(({ deviceId }) => deviceId === id),
        String(id),
      ),
      celsius,
    );
}

export async function deviceReports(
  town: Town,
  device: { deviceId: string; secret: string },
  celsius: number,
  minutesAgo: readonly number[] = [0],
): Promise<void> {
  const nowMs = await town.now();
  const readings = minutesAgo.map((minutes) => ({
    at: new Date(nowMs - minutes * MINUTE_MS).toISOString(),
    temperatureCelsius: celsius,
  }));
  const { headers, body } = signedReadings(device, readings, nowMs);
  const sent = { method: 'POST', path: '/readings', query: {}, headers, body: Buffer.from(JSON.stringify(body)) };
  const room = must(town.platform.subgraphs.get('logistics'), 'logistics');
  const { status } = await room.edge(sent, ANONYMOUS, randomUUID());
  if (status >= 300) throw new Error(`readings: ${status}`);
}
