import type { RoomDuties } from '@heitu/kit/data/duties';
import { YES } from '@heitu/kit/data/entities';
import { endOfChinaDate } from '@heitu/kit/rules/calendar';
import { lastDaysIn } from '@heitu/kit/rules/duties';
import type { LogisticsContext } from '../context.ts';
import { REPORT_FORM } from './supervision.policy.ts';

/** Each carrier that may carry is looked at; a report by somebody else is no look of ours. */
const checks: RoomDuties<LogisticsContext>['carrier-check'] = {
  async subjects(context) {
    const carriers = await context.rows
      .selectFrom('Carrier')
      .select(['partyId', 'name', 'createdAtMs'])
      .where('inGoodStanding', '=', YES)
      .execute();
    return carriers.map(({ partyId, name, createdAtMs }) => ({
      id: partyId,
      title: name,
      partyId,
      sinceMs: createdAtMs,
    }));
  },
  async done(context, { fromMs, toMs }) {
    const made = await context.rows
      .selectFrom('SupervisionCheck')
      .select(['carrierPartyId as subject', 'doneAtMs'])
      .where('form', '!=', REPORT_FORM)
      .where('doneAtMs', '>=', fromMs)
      .where('doneAtMs', '<', toMs)
      .execute();
    return made.flatMap(({ subject, doneAtMs }) => (doneAtMs === null ? [] : { subject, atMs: doneAtMs }));
  },
};

/** A vehicle that is registered anew has another last day, and one that is used no longer owes nothing. */
const vehicles: RoomDuties<LogisticsContext>['vehicle-paper'] = {
  async owed(context, window) {
    const { from, to } = lastDaysIn(window);
    const ending = await context.rows
      .selectFrom('Vehicle')
      .select(['id', 'plate', 'carrierPartyId', 'validUntil', 'createdAtMs'])
      .where('endedAtMs', 'is', null)
      .where('validUntil', '>=', from)
      .where('validUntil', '<=', to)
      .execute();
    return ending.map(({ id, plate, carrierPartyId, validUntil, createdAtMs }) => ({
      subject: id,
      title: plate,
      partyId: carrierPartyId,
      sinceMs: createdAtMs,
      dueAtMs: endOfChinaDate(validUntil),
      doneAtMs: null,
    }));
  },
};

export const logisticsDuties: RoomDuties<LogisticsContext> = { 'carrier-check': checks, 'vehicle-paper': vehicles };
