import { jsonAnswer, type EdgeAnswer } from '@heitu/kit/messages/peers';
import type { Edge } from '@heitu/kit/serving/subgraph';
import { verifyReadings, type ReadingsRefusal } from './device/verify-readings.ts';
import { showCard } from './card/show-card.ts';
import type { LogisticsContext } from './context.ts';
import { PUSH_ACCEPTED, verifyPush } from './express/verify-push.ts';
import { recordExpressScans } from './shipment/record-express-scans.ts';
import { recordReadings } from './temperature/record-readings.ts';

/** What a device is told; a device that is not ours learns no more than one that signs wrongly. */
const READINGS_STATUS: Readonly<Record<ReadingsRefusal, number>> = {
  'bad-signature': 401,
  'unknown-device': 401,
  stale: 401,
  malformed: 400,
  'too-many': 413,
  'out-of-range': 422,
  'in-the-future': 422,
};

export const edges: Edge<LogisticsContext>[] = [
  { method: 'GET', path: '/handover-cards/:cardId', handle: showCard },
  {
    method: 'POST',
    path: '/readings',
    // Sealed hour by hour (temperature/seal-readings.ts), not push by push.
    isRoutine: true,
    async handle(context: LogisticsContext, request): Promise<EdgeAnswer> {
      const verified = await verifyReadings(
        request.headers,
        request.body,
        new Date(context.clock.now()),
        async (deviceId) => {
          const device = await context.rows
            .selectFrom('Device')
            .select(['carrierPartyId', 'secretSealed'])
            .where('id', '=', deviceId)
            .where('endedAtMs', 'is', null)
            .executeTakeFirst();
          return device ? context.vault.openUnrecorded(device.carrierPartyId, device.secretSealed) : null;
        },
      );
      if (!verified.ok) {
        const reason = verified.reason === 'unknown-device' ? 'bad-signature' : verified.reason;
        context.log.warn(
          { deviceId: request.headers['x-device-id'], reason: verified.reason },
          'a push of readings was refused',
        );
        return jsonAnswer(READINGS_STATUS[verified.reason], {
          code: reason,
          ...(verified.at !== undefined && { at: verified.at }),
        });
      }
      const outcome = await recordReadings(context, verified.push);
      return outcome.ok ? jsonAnswer(200, outcome.value) : jsonAnswer(401, { code: 'bad-signature' });
    },
  },
  {
    method: 'POST',
    path: '/express/push',
    isRoutine: true,
    async handle(context: LogisticsContext, request): Promise<EdgeAnswer> {
      const { express } = context.services;
      if (!express) return jsonAnswer(404, { result: false, returnCode: '404', message: '没有启用快递查询' });
      const verified = verifyPush(new URLSearchParams(request.body.toString('utf8')), express.salt);
      if (!verified.ok)
        return jsonAnswer(verified.reason === 'bad-signature' ? 401 : 400, {
          result: false,
          returnCode: '400',
          message: verified.reason,
        });
      await recordExpressScans(context, verified.push);
      return jsonAnswer(200, PUSH_ACCEPTED);
    },
  },
];
