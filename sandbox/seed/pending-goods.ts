import { inRoom } from './rooms.ts';
import { catalogEntities } from '@heitu/catalog';
import { FileUse } from '@heitu/kit/data/entities';
import { addWorkingDays, chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import type { Context } from '@heitu/kit/data/context';
import { idFrom } from '@heitu/kit/rules/ids';
import { Alarm, checkDueAtMs, Device, Reading, SupervisionCheck, type LogisticsContext } from '@heitu/logistics';
import { ALARM, PRICE_RISE } from '../county/pending.ts';
import { accountId, lotId, productId } from './keys.ts';
import { sealReadingsSince } from './seal-readings.ts';

/** How long before now its curve begins. */
const WARMING_MS = 6 * HOUR_MS;
const READING_EVERY_MS = 5 * MINUTE_MS;
const USUAL_CELSIUS = 3.6;

/** A price that rose suddenly, for somebody to look into. */
export async function pendingPrice(bare: Context): Promise<void> {
  const { em, clock } = inRoom(bare, 'catalog');
  const { Sku, PriceLabel, PriceFlag } = catalogEntities;
  const id = idFrom('label:pending:2');
  if (await em.count(PriceLabel, { id })) return;
  const sku = await em.findOne(Sku, { productId: productId(PRICE_RISE.productKey), position: 0 });
  const label = sku && (await em.findOne(PriceLabel, { id: sku.labelId }));
  if (!sku || !label) return;
  const raisedAtMs = clock.now() - 7 * HOUR_MS;
  const rise = (fen: number): number => Math.round((fen * PRICE_RISE.times) / 10) * 10;
  const { skuId, partyId } = label;
  const toFen = rise(label.retailFen);
  await em.insert(PriceLabel, {
    ...label,
    id,
    version: label.version + 1,
    retailFen: toFen,
    effectiveAtMs: raisedAtMs,
  });
  await em.nativeUpdate(Sku, { id: sku.id }, { labelId: id, labelVersion: label.version + 1 });
  await em.insert(PriceFlag, {
    id: idFrom('price-flag:pending'),
    skuId,
    partyId,
    labelId: id,
    rule: 'sharp-rise',
    fromFen: label.retailFen,
    toFen,
    state: 'open',
    note: null,
    raisedAtMs,
    clearedAtMs: null,
  });
}

/** A second report on a lot, as its seller has just filed it, for the reviewer to open. */
export async function pendingReport(bare: Context): Promise<void> {
  const { em, clock } = inRoom(bare, 'catalog');
  const { Inspection, ReportNumber } = catalogEntities;
  const id = idFrom('inspection:pending');
  if (await em.count(Inspection, { id })) return;
  const known = await em.findOne(Inspection, { id: idFrom(`inspection:${lotId('lot:rice-1')}:0`) });
  const claimed = known && (await em.findOne(ReportNumber, { key: `${known.laboratory}|${known.reportNumber}` }));
  if (!known?.fileId || !claimed) return;
  const { partyId, productId: goodsId, producedOn } = claimed;
  const {
    lotId: lot,
    inspectingParty,
    resultType,
    laboratory,
    laboratoryId,
    sampleName,
    sampledOn,
    items,
    fileId,
  } = known;
  const reportNumber = `${known.reportNumber}-F`;
  const recordedAtMs = clock.now() - 5 * HOUR_MS;
  await em.insert(ReportNumber, { key: `${laboratory}|${reportNumber}`, partyId, productId: goodsId, producedOn });
  await em.insert(Inspection, {
    id,
    lotId: lot,
    partyId,
    inspectingParty,
    resultType,
    laboratory,
    laboratoryId,
    reportNumber,
    sampleName,
    sampledOn,
    inspectedOn: known.inspectedOn,
    items,
    fileId,
    passed: known.passed,
    recordedAtMs,
    state: 'filed',
    filedByAccountId: known.filedByAccountId,
    acceptDueAtMs: addWorkingDays(recordedAtMs, 2),
  });
  await em.insert(FileUse, { fileId, thing: 'inspection', thingId: id });
}

/** The store's curve of the last hours, warmer and warmer since shortly before the alarm. */
async function warmingCurve(
  em: LogisticsContext['em'],
  deviceId: string,
  startedAtMs: number,
  nowMs: number,
): Promise<void> {
  const warmingFromMs = startedAtMs - 20 * MINUTE_MS;
  const celsiusAt = (atMs: number): number => {
    const share = Math.max(0, (atMs - warmingFromMs) / (nowMs - warmingFromMs));
    return (
      Math.round(
        (USUAL_CELSIUS + Math.sin(atMs / HOUR_MS) * 0.3 * (1 - share) + share * (ALARM.worstCelsius - USUAL_CELSIUS)) *
          10,
      ) / 10
    );
  };
  // The one reading that every thermometer of the county has is of this moment, and says that all is well.
  await em.nativeDelete(Reading, { deviceId, atMs: { $gte: nowMs - READING_EVERY_MS } });
  const times = Array.from({ length: WARMING_MS / READING_EVERY_MS }, (_unused, i) => nowMs - i * READING_EVERY_MS);
  await em.insertMany(
    Reading,
    times.map((atMs) => ({
      id: idFrom(`reading:${deviceId}:${atMs}`),
      deviceId,
      atMs,
      temperatureCelsius: celsiusAt(atMs),
      humidityPercent: 86,
      receivedAtMs: atMs,
    })),
  );
}

/**
 * A cold store that is too warm now, its curve with it; the other thermometers have just been heard. A check of a
 * carrier for today.
 */
export async function pendingAlarm(bare: Context): Promise<void> {
  const context = inRoom(bare, 'logistics');
  const { em, clock } = context;
  const id = idFrom('alarm:pending');
  const device = await em.findOne(Device, { id: ALARM.serial });
  const nowMs = clock.now();
  // While a county stands still its thermometers do too: they report as soon as it goes on, and were not silent
  // meanwhile.
  await em.nativeUpdate(Device, { silenceAlarmId: null }, { heardAtMs: nowMs });
  if (!device || (await em.count(Alarm, { id }))) return;
  await em.nativeUpdate(Device, {}, { lastReadingAtMs: nowMs });
  const startedAtMs = nowMs - ALARM.minutes * MINUTE_MS;
  const { carrierPartyId, facilityId, vehicleId } = device;
  await warmingCurve(em, device.id, startedAtMs, nowMs);
  await sealReadingsSince(context, nowMs - WARMING_MS);
  await em.nativeUpdate(
    Device,
    { id: device.id },
    { outSinceMs: startedAtMs, lastTemperatureCelsius: ALARM.worstCelsius },
  );
  await em.insert(Alarm, {
    id,
    deviceId: device.id,
    carrierPartyId,
    facilityId,
    vehicleId,
    kind: 'excursion',
    severity: 'major',
    state: 'raised',
    startedAtMs,
    raisedAtMs: startedAtMs + 10 * MINUTE_MS,
    endedAtMs: null,
    minutesOut: ALARM.minutes,
    limitCelsiusMin: 0,
    limitCelsiusMax: ALARM.limitCelsius,
    worstCelsius: ALARM.worstCelsius,
    lotIds: '[]',
  });
  await em.insert(SupervisionCheck, {
    id: idFrom('supervision:pending'),
    carrierPartyId,
    form: 'on-site',
    topic: 'on-time',
    plannedFor: chinaDate(nowMs),
    dueAtMs: checkDueAtMs(chinaDate(nowMs)),
    createdBy: accountId('staff:heitu-admin'),
    createdAtMs: nowMs - 5 * DAY_MS,
  });
}
