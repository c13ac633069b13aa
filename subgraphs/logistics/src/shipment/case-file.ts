import type { CaseFile } from '@heitu/kit/privacy/case-file';
import { chinaTimeIf as at } from '@heitu/kit/rules/calendar';
import type { LogisticsContext } from '../context.ts';
import { shipmentLifecycle } from './shipment.lifecycle.ts';

/** How the parcels of these orders went, and what both sides signed when they changed hands. */
export const caseFile: CaseFile<LogisticsContext> = {
  async of({ rows }, orderIds) {
    const parcels = await rows
      .selectFrom('Shipment')
      .select(['id', 'orderNumber', 'trackingNumber', 'carrierName', 'state', 'readyAtMs', 'takenOverAtMs'])
      .select(['deliveredAtMs', 'inTime', 'refusedAtMs', 'returnedAtMs'])
      .select(['temperatureCelsiusMin', 'temperatureCelsiusMax'])
      .where('orderId', 'in', orderIds)
      .orderBy('id')
      .execute();
    const handed = await handedOver(
      rows,
      parcels.map(({ id }) => id),
    );
    return [
      {
        title: '配送',
        rows: parcels.map((one) => ({
          订单号: one.orderNumber,
          运单号: one.trackingNumber,
          承运: one.carrierName,
          状态: shipmentLifecycle.texts[one.state],
          备好: at(one.readyAtMs),
          接货: at(one.takenOverAtMs),
          签收: at(one.deliveredAtMs),
          准时: one.inTime === null ? null : Boolean(one.inTime),
          拒收: at(one.refusedAtMs),
          退回: at(one.returnedAtMs),
          要求温度:
            one.temperatureCelsiusMax === null
              ? null
              : `${one.temperatureCelsiusMin ?? ''}至${one.temperatureCelsiusMax}℃`,
        })),
      },
      {
        title: '货物交接单',
        rows: handed.map((one) => ({
          单号: one.number,
          运单号: one.trackingNumber,
          货温: one.productTemperatureCelsius,
          卖家签字: at(one.sellerSignedAtMs),
          卖家用交货卡签: at(one.atMs),
          卖家说不对: at(one.objectedAtMs),
          承运签字: at(one.carrierSignedAtMs),
          完成: at(one.completedAtMs),
          单据指纹: one.documentHash,
        })),
      },
    ];
  },
};

/** What both sides signed when these parcels changed hands, or the seller's card vouched for. */
const handedOver = async (rows: LogisticsContext['rows'], parcelIds: readonly string[]) =>
  parcelIds.length === 0
    ? []
    : rows
        .selectFrom('Handover as h')
        .innerJoin('Shipment as s', 's.id', 'h.shipmentId')
        .leftJoin('CardSignature as c', 'c.id', 'h.id')
        .select(['s.trackingNumber', 'h.number', 'h.productTemperatureCelsius', 'h.sellerSignedAtMs'])
        .select(['h.carrierSignedAtMs', 'h.completedAtMs', 'h.documentHash', 'c.atMs', 'c.objectedAtMs'])
        .where('h.shipmentId', 'in', parcelIds)
        .orderBy('h.id')
        .execute();
