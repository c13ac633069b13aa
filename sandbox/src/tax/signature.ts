import { sign, verify } from 'node:crypto';
import type { Fault } from '../faults.ts';
import type { Answer, Call } from '../service.ts';
import type { World } from '../world.ts';

/** Both sides sign with RSA-SHA256 over lines that each end with a line feed. */
const TIMESTAMP_AGE_SECONDS_MAX = 5 * 60;
const secondsNow = (world: World): number => Math.floor(world.clock.now() / 1000);
const header = ({ headers }: Call, name: string): string => String(headers[`x-tax-${name}`] ?? '');

export const refuse = (status: number, code: string, message: string): Answer => ({ status, body: { code, message } });

/** What a caller signs: method, path as sent, time, nonce, body. The nonce is taken once. */
export function refuseUnsigned(world: World, call: Call): Answer | null {
  const { client, caller } = world.keys.tax;
  const [timestamp, nonce] = [header(call, 'timestamp'), header(call, 'nonce')];
  if (header(call, 'client') !== client) return refuse(401, 'CLIENT_UNKNOWN', '接入方不存在');
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(secondsNow(world) - Number(timestamp)) > TIMESTAMP_AGE_SECONDS_MAX)
    return refuse(401, 'TIMESTAMP_EXPIRED', '请求已过期');
  const lines = Buffer.from(`${call.method}\n${call.url}\n${timestamp}\n${nonce}\n`);
  const signed = Buffer.concat([lines, call.rawBody, Buffer.from('\n')]);
  const signature = Buffer.from(header(call, 'signature'), 'base64');
  if (nonce === '' || !verify('sha256', signed, caller.publicKeyPem, signature))
    return refuse(401, 'SIGN_ERROR', '签名错误');
  return null;
}

/** Signs an answer to the nonce of its request; a lie spoils it. */
export function seal(world: World, call: Call, answer: Answer, fault: Fault | null): Answer {
  if (fault?.lie === 'unsigned') return answer;
  const body = Buffer.isBuffer(answer.body) ? answer.body : Buffer.from(JSON.stringify(answer.body ?? null));
  const timestamp = String(secondsNow(world));
  const signed = Buffer.concat([Buffer.from(`${timestamp}\n${header(call, 'nonce')}\n`), body, Buffer.from('\n')]);
  const { platform, caller } = world.keys.tax;
  const key = fault?.lie === 'wrong-signature' ? caller.privateKeyPem : platform.privateKeyPem;
  return {
    status: answer.status,
    body,
    headers: {
      'content-type': Buffer.isBuffer(answer.body) ? 'application/pdf' : 'application/json; charset=utf-8',
      'x-tax-timestamp': timestamp,
      'x-tax-signature': sign('sha256', signed, key).toString('base64'),
    },
  };
}
