import { chinaTimeIf as at } from '@heitu/kit/rules/calendar';
import { COPY_ROWS_MAX, keptSince, type CopySection, type PersonsData } from '@heitu/kit/privacy/persons';
import { TRADE_RECORDS } from '@heitu/standard';
import { collectionLifecycle } from './collection/collection.lifecycle.ts';
import type { LogisticsContext } from './context.ts';
import { VISIT_OUTCOMES } from './delivery/delivery.policy.ts';
import { shipmentLifecycle } from './shipment/shipment.lifecycle.ts';
import { recipientIn, signerIn } from './shipment/shipment.policy.ts';

const NOBODY = { name: null, phone: null, address: null };
const latest = (moments: readonly (number | null)[]): number | null =>
  moments.reduce<number | null>(
    (last, moment) => (moment !== null && (last === null || moment > last) ? moment : last),
    null,
  );

/** What logistics keeps of a buyer, a courier, whoever signs for goods, and a seller as consignor. */
export const persons: PersonsData<LogisticsContext> = {
  async kept({ rows, clock }, subjectId) {
    const parcels = await rows
      .selectFrom('Shipment')
      .select(['state', 'readyAtMs', 'deliveredAtMs', 'returnedAtMs'])
      .where((eb) =>
        eb.or([
          eb('buyerAccountId', '=', subjectId),
          eb('sellerPartyId', '=', subjectId),
          eb('courierAccountId', '=', subjectId),
        ]),
      )
      .execute();
    const fetched = await rows
      .selectFrom('Collection')
      .select(['state', 'createdAtMs', 'handedOverAtMs'])
      .where((eb) =>
        eb.or([
          eb('buyerAccountId', '=', subjectId),
          eb('sellerPartyId', '=', subjectId),
          eb('courierAccountId', '=', subjectId),
        ]),
      )
      .execute();
    const lastSigned = async (side: 'sellerAccountId' | 'carrierAccountId'): Promise<number | null> => {
      const row = await rows
        .selectFrom('Handover')
        .select(({ fn }) => fn.max('openedAtMs').as('at'))
        .where(side, '=', subjectId)
        .executeTakeFirst();
      return row?.at == null ? null : Number(row.at);
    };
    const open =
      parcels.some((parcel) => !shipmentLifecycle.ends.includes(parcel.state)) ||
      fetched.some((one) => !collectionLifecycle.ends.includes(one.state));
    const lastMs = latest([
      ...parcels.map((parcel) => parcel.deliveredAtMs ?? parcel.returnedAtMs ?? parcel.readyAtMs),
      ...fetched.map((one) => one.handedOverAtMs ?? one.createdAtMs),
      await lastSigned('sellerAccountId'),
      await lastSigned('carrierAccountId'),
    ]);
    return keptSince('配送、签收和交接记录', TRADE_RECORDS, { open, lastMs }, clock.now());
  },
  async copy({ rows, vault }, accountId) {
    const parcels = await rows
      .selectFrom('Shipment')
      .selectAll()
      .where('buyerAccountId', '=', accountId)
      .orderBy('id', 'desc')
      .limit(COPY_ROWS_MAX)
      .execute();
    const posts = await rows.selectFrom('Courier').selectAll().where('accountId', '=', accountId).execute();
    const text = async (sealed: (typeof parcels)[number]['agreedPlace']) =>
      sealed && (await vault.openText(accountId, sealed, 'copy.text'));
    return [
      {
        title: '配送',
        rows: await Promise.all(
          parcels.map(async (parcel) => {
            const recipient = await vault.open(accountId, parcel.recipientSealed, 'copy.recipient');
            const signature =
              parcel.signatureSealed && (await vault.open(accountId, parcel.signatureSealed, 'copy.signature'));
            const { name, phone, address } = recipient ? recipientIn(recipient) : NOBODY;
            return {
              运单号: parcel.trackingNumber,
              订单号: parcel.orderNumber,
              状态: shipmentLifecycle.texts[parcel.state],
              收货人: name,
              电话: phone,
              地址: address,
              约定地点: await text(parcel.agreedPlace),
              签收时间: at(parcel.deliveredAtMs),
              签收人: signature ? signerIn(signature) : null,
              拒收说明: await text(parcel.refusalNote),
            };
          }),
        ),
      },
      await copyOfVisits(rows, accountId),
      {
        title: '配送员登记',
        rows: await Promise.all(
          posts.map(async (post) => ({
            姓名: await vault.openText(accountId, post.name, 'copy.name'),
            电话: await vault.open(accountId, post.phoneSealed, 'copy.phone'),
            在岗: post.state === 'working',
          })),
        ),
      },
    ];
  },
};

async function copyOfVisits(rows: LogisticsContext['rows'], accountId: string): Promise<CopySection> {
  const visits = await rows
    .selectFrom('DoorVisit as v')
    .innerJoin('Shipment as s', 's.id', 'v.shipmentId')
    .select(['s.trackingNumber', 'v.number', 'v.outcome', 'v.atMs', 'v.againAtMs'])
    .where('s.buyerAccountId', '=', accountId)
    .orderBy('v.id', 'desc')
    .limit(COPY_ROWS_MAX)
    .execute();
  return {
    title: '配送员上门',
    rows: visits.map(({ trackingNumber, number, outcome, atMs, againAtMs }) => ({
      运单号: trackingNumber,
      第几次: number,
      结果: VISIT_OUTCOMES[outcome],
      时间: at(atMs),
      约好再来: at(againAtMs),
      // They are shown with the order: several megabytes of them would fill the page.
      拍的照片: '在订单里看',
    })),
  };
}
