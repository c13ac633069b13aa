import type { LogisticsContext, LogisticsTransaction } from '../context.ts';
import { Carrier } from '../carrier/carrier.entity.ts';
import { announceTariff, replaceComing } from '../tariff/announce-tariff.ts';
import { offRisePercent, STATION_TITLE } from '../tariff/tariff.policy.ts';
import { Rate } from './area.entity.ts';
import { keepStationOff } from './past-tariffs.ts';

/** So much less a parcel to a station costs: more of it at once, less of it after the days in which it is public. */
export async function setStationOff(
  context: Pick<LogisticsContext, 'clock' | 'newId'>,
  tx: LogisticsTransaction,
  carrierPartyId: string,
  offFen: number,
): Promise<void> {
  const about = { carrierPartyId, storage: null, divisionCode: '' };
  await replaceComing(context, tx, about);
  const carrier = await tx.em.findOneOrFail(Carrier, { partyId: carrierPartyId });
  const beforeFen = carrier.stationOffFen ?? 0;
  const risePercent = offRisePercent(await tx.em.find(Rate, { carrierPartyId }), offFen, beforeFen);
  if (risePercent > 0) {
    const change = { before: { offFen: beforeFen }, after: { offFen }, risePercent };
    await announceTariff(context, tx, {
      ...about,
      ...change,
      kind: 'station-off',
      rateId: null,
      title: STATION_TITLE,
    });
    return;
  }
  await tx.em.nativeUpdate(Carrier, { partyId: carrierPartyId }, { stationOffFen: offFen });
  await keepStationOff(context, tx, carrierPartyId, offFen);
}
