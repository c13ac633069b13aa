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
    const handed =
      parcels.length === 0
        ? []
        : await rows
            .selectFrom('Handover as h')
            .innerJoin('Shipment as s', 's.id', 'h.shipmentId')
            .select(['s.trackingNumber', 'h.number', 'h.productTemperatureCelsius', 'h.sellerSignedAtMs'])
            .select(['h.carrierSignedAtMs', 'h.completedAtMs', 'h.documentHash'])
            .where(
              'h.shipmentId',
              'in',
              parcels.map(({ id }) => id),
            )
            .orderBy('h.id')
            .execute();
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
          承运签字: at(one.carrierSignedAtMs),
          完成: at(one.completedAtMs),
          单据指纹: one.documentHash,
        })),
      },
    ];
  },
};
