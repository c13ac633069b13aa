import { NO_TEXT } from '@heitu/kit/privacy/vault';
import type { ClauseRef } from '@heitu/standard';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { ofPeriod } from '@heitu/kit/data/of-period';
import type { MissedRow } from '@heitu/kit/rules/evidence';
import { DELIVERY_STEPS, REFUSAL_REASONS, SETTLE_CASE_WORKING_DAYS, VISITS_MAX } from '../delivery/delivery.policy.ts';
import { contentsCaseLifecycle } from '../delivery/contents-case.lifecycle.ts';
import { missingPoints, SIGN_WORKING_DAYS } from '../handover/handover.policy.ts';
import { handoverLifecycle } from '../handover/handover.lifecycle.ts';
import { shipmentLifecycle } from '../shipment/shipment.lifecycle.ts';
import type { LogisticsContext } from '../context.ts';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { NO, YES } from '@heitu/kit/data/entities';
import {
  backFrom,
  checkedIn,
  byKey,
  checkRow,
  contentsCaseRow,
  count,
  info,
  measured,
  shipmentRow,
  type Evidence,
  type Period,
} from './figures.ts';
import { cameInTime, deliveriesDue } from './parcels-due.ts';
import { warmWhileStanding } from './warm-stores.ts';

/** How often a carrier compares its documents with each seller that it fetched from. */
const COMPARED_WITHIN_MS = 31 * DAY_MS;
const handoverRow = ({ shipmentId, number }: { shipmentId: string; number: string }): MissedRow => ({
  ref: `Shipment:${shipmentId}`,
  text: `交接单 ${number}`,
});

const documents = (context: LogisticsContext, { fromMs, toMs }: Period) =>
  context.rows
    .selectFrom('Handover')
    .select(['shipmentId', 'number', 'state', 'openedAtMs', 'complete', 'inWindow', 'completedAtMs', 'units', 'cold'])
    .select(['points', 'storeRecord', 'sellerSignedAtMs', 'carrierSignedAtMs', 'sellerCustodian', 'carrierCustodian'])
    .select('sellerCardId')
    .where('openedAtMs', '<', toMs)
    // Three ranges, each of an index of its own.
    .where((eb) =>
      eb.or([eb('openedAtMs', '>=', fromMs), eb('completedAtMs', '>=', fromMs), eb('openFor', 'is not', null)]),
    )
    .where((eb) => eb.or([eb('state', '!=', 'void'), eb('complete', '=', NO)]))
    .execute();
/** Signed by both, lapsed, or so old that it should have been signed by now. */
async function documentsDue(context: LogisticsContext, period: Period) {
  const nowMs = context.clock.now();
  return (await documents(context, period)).filter(
    (row) => row.complete !== null || (handoverLifecycle.dueAtMs(row) ?? Infinity) < nowMs,
  );
}

export const deliveryEvidence: Partial<Record<ClauseRef, Evidence>> = {
  '8.4.1': async (context, period) => {
    const nowMs = context.clock.now();
    const taken = await context.rows
      .selectFrom('Shipment as s')
      .leftJoin('Handover as h', (join) =>
        join.onRef('h.shipmentId', '=', 's.id').on('h.completedAtMs', 'is not', null),
      )
      .select(['s.id', 's.trackingNumber', 's.deliveredAtMs', 's.signatureSealed', 's.recipientSealed'])
      .select(['h.documentHash', 'h.units', 'h.complete'])
      .where('s.takenOverAtMs', '>=', period.fromMs)
      .where('s.takenOverAtMs', '<', Math.min(period.toMs, nowMs + 1))
      .execute();
    return [
      measured.eachOf(
        '接走的货有双方签过的货物单据，送达的有消费者签字',
        taken,
        (row) =>
          row.documentHash !== null &&
          row.complete === YES &&
          Number(row.units) > 0 &&
          (row.deliveredAtMs === null || row.signatureSealed !== null),
        '单',
        shipmentRow,
      ),
    ];
  },
  '8.4.2.bg': async (context, { fromMs, toMs }) => {
    const nowMs = context.clock.now();
    const rows = await context.rows
      .selectFrom('Shipment')
      .select(['id', 'trackingNumber', 'takenOverAtMs', 'takeOverDueAtMs'])
      .where('stoppedAtMs', 'is', null)
      .where((eb) =>
        eb.or([
          eb.and([eb('takenOverAtMs', '>=', fromMs), eb('takenOverAtMs', '<', toMs)]),
          eb.and([
            eb('takenOverAtMs', 'is', null),
            eb.or([eb('state', '!=', 'cancelled'), eb('endedAtMs', 'is not', null)]),
            eb('takeOverDueAtMs', '<', Math.min(toMs, nowMs)),
            eb.or([
              eb('takeOverDueAtMs', '>=', fromMs),
              eb('endedAtMs', '>=', fromMs),
              eb('state', 'in', ['ready', 'assigned']),
            ]),
          ]),
        ]),
      )
      .execute();
    return [
      measured.eachOf(
        '在约定时间内接货',
        rows,
        ({ takenOverAtMs, takeOverDueAtMs }) => takenOverAtMs !== null && takenOverAtMs <= takeOverDueAtMs,
        '次',
        shipmentRow,
      ),
    ];
  },
  '8.4.2.bh-bi': async (context, period) => {
    const fresh = (await documentsDue(context, period)).filter(({ cold }) => cold === YES);
    const read = fresh.flatMap(({ storeRecord, ...row }) =>
      storeRecord === null ? [] : [{ ...row, storeRecord: fromJson(storeRecord) }],
    );
    const warmed = await warmWhileStanding(context, read);
    return [
      measured.eachOf(
        '各项齐全、双方签字的生鲜交接',
        fresh,
        ({ complete, points }) => complete === YES && missingPoints(fromJson(points)).length === 0,
        '次',
        handoverRow,
      ),
      measured.eachOf(
        '库温由温度计一路记录、没有不合格的生鲜交接',
        read,
        (row) => row.storeRecord.silentMinutes === 0 && !warmed(row),
        '次',
        handoverRow,
      ),
      info('库里没有温度计、库温人工填写的生鲜交接', fresh.length - read.length, '次'),
    ];
  },
  '8.4.2.bj-bk': async (context, period) => {
    const due = await documentsDue(context, period);
    return [
      measured.eachOf(
        `${SIGN_WORKING_DAYS}个工作日内双方都签字的单据`,
        due,
        ({ completedAtMs }) => completedAtMs !== null,
        '张',
        handoverRow,
      ),
      measured.eachOf(
        '双方都指定了保管人的单据',
        due,
        // Whoever signs by the seller's card keeps the seller's copy.
        ({ sellerCustodian, sellerCardId, carrierCustodian }) =>
          (sellerCustodian !== null || sellerCardId !== null) && carrierCustodian !== null,
        '张',
        handoverRow,
      ),
    ];
  },
  '8.4.2.bl': async (context, period) => {
    const span = backFrom(context, period, COMPARED_WITHIN_MS);
    const pairs = await context.rows
      .selectFrom('Handover')
      .select(['carrierPartyId', 'sellerPartyId'])
      .distinct()
      .where('completedAtMs', '>=', span.fromMs - COMPARED_WITHIN_MS)
      .where('completedAtMs', '<', span.fromMs)
      .execute();
    const compared = await context.rows
      .selectFrom('Reconciliation')
      .select(['carrierPartyId', 'sellerPartyId'])
      .distinct()
      .where('objectedHandoverId', 'is', null)
      .where('doneAtMs', '>=', span.fromMs)
      .where('doneAtMs', '<', span.toMs)
      .execute();
    const nowMs = context.clock.now();
    const open = await context.rows
      .selectFrom('Mismatch as m')
      .innerJoin('Handover as h', 'h.id', 'm.handoverId')
      .select(['h.shipmentId', 'h.number', 'm.foundAtMs'])
      .where('m.resolvedAtMs', 'is', null)
      .execute();
    const documentsCompared = await count(
      context.rows
        .selectFrom('Reconciliation')
        .select(({ fn }) => fn.sum('documents').as('n'))
        .where('objectedHandoverId', 'is', null)
        .where('doneAtMs', '>=', span.fromMs)
        .where('doneAtMs', '<', span.toMs),
    );
    return [
      measured.eachOf(
        '近31天逐项核对过的商家与配送服务商',
        pairs,
        (pair) =>
          compared.some(
            (one) => one.carrierPartyId === pair.carrierPartyId && one.sellerPartyId === pair.sellerPartyId,
          ),
        '对',
        ({ sellerPartyId }) => ({ ref: `Party:${sellerPartyId}`, text: '商家' }),
        { isDuty: true },
      ),
      measured.noneOf(
        '超过31天没有解决的不符项',
        open.filter(({ foundAtMs }) => (foundAtMs ?? 0) < nowMs - COMPARED_WITHIN_MS),
        '项',
        handoverRow,
        documentsCompared,
      ),
      info('未解决的不符项', open.length, '项'),
    ];
  },
  '8.5.1.bs': async (context, period) => [
    measured.eachOf('在合同时间内送达', await deliveriesDue(context, period), cameInTime, '单', shipmentRow),
  ],
  '8.5.3.by': async (context, period) => {
    const due = (await deliveriesDue(context, period)).filter(({ courierId }) => courierId !== null);
    const couriers = new Set(due.map(({ courierId }) => courierId));
    const late = new Set(due.filter((row) => !cameInTime(row)).map(({ courierId }) => courierId));
    return [
      measured.eachOf('配送员在合同时间内送到', due, cameInTime, '单', shipmentRow),
      info('送过货的配送员', couriers.size, '人'),
      info('其中有晚到的', late.size, '人'),
    ];
  },
  '8.5.3.bw-bx': async (context, { fromMs, toMs }) => {
    const checks = await context.rows
      .selectFrom('SupervisionCheck')
      .select(['id', 'plannedFor', 'breach', 'settledAtMs'])
      .where('topic', 'in', ['confidentiality', 'impersonation'])
      .where(checkedIn({ fromMs, toMs }))
      .execute();
    return [
      measured.noneOf(
        '查出泄密或冒名推销、还没处理的',
        checks.filter(({ breach, settledAtMs }) => breach === YES && settledAtMs === null),
        '次',
        checkRow,
        checks.length,
      ),
    ];
  },
  '8.5.4.1': async (context, { fromMs, toMs }) => {
    const rows = await context.rows
      .selectFrom('Shipment')
      .select(['id', 'trackingNumber', 'carrierName', 'consignorName', 'consignorPhone', 'consignorAddress'])
      .select('recipientSealed')
      .where('deliveredAtMs', '>=', fromMs)
      .where('deliveredAtMs', '<', toMs)
      .execute();
    return [
      measured.eachOf(
        '内容完整的配送交接单',
        rows,
        (row) =>
          row.carrierName !== '' &&
          row.consignorName !== '' &&
          row.consignorPhone !== NO_TEXT &&
          row.consignorAddress !== NO_TEXT &&
          row.recipientSealed !== '',
        '单',
        shipmentRow,
      ),
    ];
  },
  '8.5.4.2.cb-ce': async (context, { fromMs, toMs }) => {
    const rows = await context.rows
      .selectFrom('Shipment')
      .select(['id', 'trackingNumber', 'signatureSealed', 'doorProof', ...DELIVERY_STEPS.map(({ column }) => column)])
      .where('deliveredAtMs', '>=', fromMs)
      .where('deliveredAtMs', '<', toMs)
      .execute();
    return [
      ...DELIVERY_STEPS.map(({ column, label }) =>
        measured.eachOf(
          label,
          rows,
          // Where ink and a photo alone vouch for it, nobody has verified who came.
          (row) => row[column] !== null && (column !== 'identityCheckedAtMs' || row.doorProof !== 'ink'),
          '单',
          shipmentRow,
        ),
      ),
      measured.eachOf('消费者签字', rows, ({ signatureSealed }) => signatureSealed !== null, '单', shipmentRow),
    ];
  },
  '8.5.4.3.cf': async (context, { fromMs, toMs }) => {
    const rows = await context.rows
      .selectFrom('Shipment')
      .select(['id', 'trackingNumber', 'refusalReason', 'atDepotAtMs', 'returnedAtMs', 'refusedAtMs', 'state'])
      .select(['respondDueAtMs', 'takeOverDueAtMs', 'deliverByMs', 'fetchByMs'])
      .where('refusedAtMs', '<', toMs)
      .where((eb) =>
        eb.or([
          eb('refusedAtMs', '>=', fromMs),
          eb('atDepotAtMs', '>=', fromMs),
          eb('endedAtMs', '>=', fromMs),
          eb('state', 'in', ['refused', 'left-at-station']),
        ]),
      )
      // Nobody refused what turned round since it was called back, or what nobody was home for.
      .where((eb) =>
        eb.or([
          eb('refusalReason', 'is not', null),
          eb.and([eb('stopCause', 'is', null), eb('missedVisits', '<', VISITS_MAX)]),
        ]),
      )
      .execute();
    const nowMs = context.clock.now();
    const reasons = Map.groupBy(rows, ({ refusalReason }) =>
      refusalReason ? REFUSAL_REASONS[refusalReason] : '未写原因',
    );
    return [
      ...byKey(
        '拒收',
        [...reasons].map(([key, own]) => ({ key, n: own.length })),
        '单',
      ),
      measured.eachOf('写明原因的拒收', rows, ({ refusalReason }) => refusalReason !== null, '单', shipmentRow),
      measured.eachOf(
        '按时退回站点的拒收',
        rows.filter(
          (row) =>
            row.atDepotAtMs !== null ||
            row.returnedAtMs !== null ||
            // Given up on its way back: nobody will bring it any more.
            row.state === 'lost' ||
            (shipmentLifecycle.dueAtMs(row) ?? Infinity) < nowMs,
        ),
        ({ atDepotAtMs, returnedAtMs }) => atDepotAtMs !== null || returnedAtMs !== null,
        '单',
        shipmentRow,
      ),
    ];
  },
  '8.5.4.3.cg': async (context, { fromMs, toMs }) => {
    const nowMs = context.clock.now();
    const cases = await context.rows
      .selectFrom('ContentsCase as c')
      .innerJoin('Shipment as s', 's.id', 'c.shipmentId')
      .select(['c.id', 's.trackingNumber', 'c.state', 'c.openedAtMs', 'c.settledAtMs', 'c.consignorContactedAtMs'])
      .where(ofPeriod('c.openedAtMs', 'c.settledAtMs', { fromMs, toMs }))
      .execute();
    const due = cases.filter(
      (row) => row.settledAtMs !== null || (contentsCaseLifecycle.dueAtMs(row) ?? Infinity) < nowMs,
    );
    return [
      info('内件缺损案件', cases.length, '件'),
      measured.eachOf(
        `${SETTLE_CASE_WORKING_DAYS}个工作日内联系发货人并办结`,
        due,
        ({ openedAtMs, settledAtMs, consignorContactedAtMs }) =>
          consignorContactedAtMs !== null &&
          settledAtMs !== null &&
          settledAtMs <= addWorkingDays(openedAtMs, SETTLE_CASE_WORKING_DAYS),
        '件',
        contentsCaseRow,
      ),
    ];
  },
};
