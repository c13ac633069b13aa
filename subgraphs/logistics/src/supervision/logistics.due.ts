import { lying, type DueBeside, type DueBoard } from '@heitu/kit/data/due';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { DUE_OF_A_KIND_MAX } from '@heitu/kit/rules/due';
import { inWords } from '@heitu/kit/rules/titles';
import { OVERSEERS, desksOfRoles, LISTED_DESKS } from '@heitu/standard';
import { collections } from '../collection/collection.moves.ts';
import type { LogisticsContext } from '../context.ts';
import { codRemittances, contentsCases } from '../delivery/delivery.moves.ts';
import { mismatches } from '../handover/handover.moves.ts';
import { shipmentsById } from '../shipment/shipment.loader.ts';
import { shipments, storageStays } from '../shipment/shipment.moves.ts';
import { STOP_OPEN_STATES, stopOf, stoppedRefusal } from '../shipment/stop.policy.ts';
import { alarms } from '../temperature/alarm.moves.ts';
import { tariffChanges } from '../tariff/tariff.moves.ts';
import { supervisionChecks } from './check.moves.ts';
import { CHECK_TOPICS } from './supervision.policy.ts';

const topicText = inWords(CHECK_TOPICS);

/** What concerns a parcel is called by its number. */
const ofParcel = {
  title: 'shipmentId',
  named: async (context: LogisticsContext, shipmentId: string) =>
    (await context.loader(shipmentsById).load(shipmentId))?.trackingNumber ?? '',
} as const;

const stopped: DueBeside<LogisticsContext> = {
  kind: 'stopped-parcel',
  clause: stoppedRefusal.STOPPED.clause,
  roles: OVERSEERS.platform,
  rows: async ({ rows }) => {
    const found = await rows
      .selectFrom('Shipment')
      .select([
        'id',
        'trackingNumber',
        'state',
        'stoppedAtMs',
        'stopCause',
        'stopLotCode',
        'carrierPartyId',
        'goodsFen',
      ])
      .where('stoppedAtMs', 'is not', null)
      .where('state', 'in', STOP_OPEN_STATES)
      .orderBy('stoppedAtMs')
      .limit(DUE_OF_A_KIND_MAX)
      .execute();
    return found.flatMap((row) => {
      const stop = stopOf(row);
      const about = { partyId: row.carrierPartyId, amountFen: row.goodsFen };
      return stop ? [{ ...about, id: row.id, title: `${row.trackingNumber}：${stop.text}`, sinceMs: stop.at }] : [];
    });
  },
};

/** What lies on the desks of the operator's people in this subgraph, and what they keep an eye on. */
export const logisticsDue: DueBoard<LogisticsContext> = {
  desks: LISTED_DESKS,
  desksOf: desksOfRoles,
  lying: [
    lying(shipments, {
      kind: 'parcel-assignment',
      clause: '8.5.1.bq',
      states: ['ready'],
      title: 'trackingNumber',
      party: 'carrierPartyId',
      amount: 'goodsFen',
      since: 'readyAtMs',
    }),
    lying(shipments, {
      kind: 'parcel-take-over',
      clause: '8.4.2.bj',
      states: ['assigned'],
      title: 'trackingNumber',
      party: 'carrierPartyId',
      amount: 'goodsFen',
      since: 'readyAtMs',
    }),
    lying(shipments, {
      kind: 'parcel-delivery',
      clause: '8.5.4.2.cd',
      states: ['taken-over'],
      title: 'trackingNumber',
      party: 'carrierPartyId',
      amount: 'goodsFen',
      since: 'takenOverAtMs',
    }),
    lying(shipments, {
      kind: 'parcel-return',
      clause: '8.5.4.3.cf',
      states: ['left-at-station', 'refused', 'at-depot'],
      title: 'trackingNumber',
      party: 'carrierPartyId',
      amount: 'goodsFen',
      since: 'refusedAtMs',
    }),
    lying(storageStays, {
      kind: 'storage-stay',
      clause: '8.7.end',
      ...ofParcel,
      party: 'carrierPartyId',
      since: 'arrivedAtMs',
    }),
    lying(mismatches, { kind: 'mismatch', clause: '8.4.2.bl', title: 'text', since: 'foundAtMs' }),
    lying(contentsCases, {
      kind: 'contents-case',
      clause: '8.5.4.3.cg',
      ...ofParcel,
      party: 'carrierPartyId',
      since: 'openedAtMs',
    }),
    lying(codRemittances, {
      kind: 'cod',
      clause: '8.5.3.ca',
      roles: OVERSEERS.platform,
      states: ['owed'],
      watched: ['owed'],
      title: 'shipmentId',
      party: 'carrierPartyId',
      amount: 'amountFen',
      since: 'collectedAtMs',
    }),
    lying(codRemittances, {
      kind: 'cod-said',
      clause: '8.5.3.ca',
      states: ['said', 'contested', 'doubted', 'disputed'],
      title: 'shipmentId',
      party: 'carrierPartyId',
      amount: 'amountFen',
      since: 'collectedAtMs',
    }),
    lying(collections, {
      kind: 'collection',
      clause: '8.6.ch',
      states: ['due', 'appointed'],
      title: 'sellerName',
      party: 'carrierPartyId',
      amount: 'refundFen',
      since: 'createdAtMs',
    }),
    lying(collections, {
      kind: 'collection-return',
      clause: '8.6.ci',
      states: ['taken', 'at-centre'],
      title: 'sellerName',
      party: 'carrierPartyId',
      amount: 'refundFen',
      since: 'takenAtMs',
    }),
    lying(alarms, {
      kind: 'alarm',
      clause: '8.1.1.ar',
      roles: OVERSEERS.platform,
      watched: ['raised', 'acknowledged'],
      title: 'deviceId',
      party: 'carrierPartyId',
      since: 'raisedAtMs',
    }),
    lying(tariffChanges, {
      kind: 'tariff-change',
      clause: '6.5.c',
      states: ['leaping', 'held'],
      title: 'title',
      party: 'carrierPartyId',
      since: 'announcedAtMs',
    }),
    lying(supervisionChecks, {
      kind: 'supervision-check',
      clause: '8.2.au',
      states: ['planned'],
      roles: OVERSEERS.platform,
      // A check has the day that it is planned for; until that begins there is nothing to do.
      aheadMs: DAY_MS,
      title: 'topic',
      named: topicText,
      party: 'carrierPartyId',
      since: 'createdAtMs',
    }),
    lying(supervisionChecks, {
      kind: 'supervision-finding',
      clause: '8.2.au',
      states: ['breached'],
      title: 'topic',
      named: topicText,
      party: 'carrierPartyId',
      since: 'openSinceMs',
    }),
  ],
  beside: [stopped],
};
