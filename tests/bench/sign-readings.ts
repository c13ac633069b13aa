import { createHmac } from 'node:crypto';

/** A push of readings as a device sends it, signed with its secret. */
export function signedReadings(
  { deviceId, secret }: { deviceId: string; secret: string },
  readings: readonly { at: string; temperatureCelsius: number }[],
  nowMs = Date.now(),
) {
  const body = { deviceId, readings };
  const timestamp = String(Math.floor(nowMs / 1000));
  const signature = createHmac('sha256', secret)
    .update(`${timestamp}\n${JSON.stringify(body)}`)
    .digest('hex');
  const headers = { 'x-device-id': deviceId, 'x-timestamp': timestamp, 'x-signature': signature };
  return { path: '/edges/logistics/readings', body, headers };
}
