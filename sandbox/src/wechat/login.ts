import { createHash, randomBytes } from 'node:crypto';
import { MINUTE_MS, SECOND_MS } from '@heitu/kit/rules/clock';
import { z } from 'zod';
import type { Answer, Call } from '../service.ts';
import { secondsOf } from '../times.ts';
import type { World } from '../world.ts';
import { ok, wechatError } from './errors.ts';

const TOKEN_SECONDS = 7200;
const CODE_MS_MAX = 5 * MINUTE_MS;
const LOGINS_PER_MINUTE_MAX = 100;
const CODE_BYTES = 24;

function credentialError(world: World, appid: unknown, secret: unknown): Answer | null {
  if (appid !== world.keys.appid) return wechatError(40013);
  return secret === world.keys.wechatSecret ? null : wechatError(40125);
}

function issueToken(world: World): Answer {
  const token = randomBytes(64).toString('base64url');
  world.store.insert('accessToken', { token, expiresAtMs: world.clock.now() + TOKEN_SECONDS * SECOND_MS });
  return { status: 200, body: { access_token: token, expires_in: TOKEN_SECONDS } };
}

/** GET /cgi-bin/token */
export function token(world: World, call: Call): Answer {
  const { grant_type: grant, appid, secret } = call.query;
  if (grant !== 'client_credential') return wechatError(40002);
  return credentialError(world, appid, secret) ?? issueToken(world);
}

const stable = z.object({
  grant_type: z.string(),
  appid: z.string(),
  secret: z.string(),
  force_refresh: z.boolean().default(false),
});

/** POST /cgi-bin/stable_token: the same token until it is refreshed or runs out. */
export function stableToken(world: World, call: Call): Answer {
  const input = stable.parse(call.body);
  if (input.grant_type !== 'client_credential') return wechatError(40002);
  const refused = credentialError(world, input.appid, input.secret);
  if (refused) return refused;
  const nowMs = world.clock.now();
  const current = world.store.one<{ token: string; expiresAtMs: number }>(
    'select token, expiresAtMs from accessToken where expiresAtMs > ? order by expiresAtMs desc limit 1',
    nowMs,
  );
  if (!current || input.force_refresh) return issueToken(world);
  return { status: 200, body: { access_token: current.token, expires_in: secondsOf(current.expiresAtMs - nowMs) } };
}

/** Every call but sign-in and the tokens themselves carries ?access_token=. */
export function tokenError(world: World, call: Call): Answer | null {
  const given = call.query['access_token'];
  if (!given) return wechatError(41001);
  const known = world.store.one<{ expiresAtMs: number }>('select expiresAtMs from accessToken where token = ?', given);
  if (!known) return wechatError(40001);
  return known.expiresAtMs > world.clock.now() ? null : wechatError(42001);
}

/** What wx.login gives the person's client. */
export function newLoginCode(world: World, openid: string, unionid: string | null): string {
  const code = randomBytes(CODE_BYTES).toString('base64url');
  world.store.insert('loginCode', { code, openid, unionid, expiresAtMs: world.clock.now() + CODE_MS_MAX });
  return code;
}

/** What the button open-type getPhoneNumber gives. */
export function newPhoneCode(world: World, phone: string): string {
  const code = randomBytes(CODE_BYTES).toString('hex');
  world.store.insert('phoneCode', { code, phone, expiresAtMs: world.clock.now() + CODE_MS_MAX });
  return code;
}

/** GET /sns/jscode2session: a code works once, within five minutes. */
export function code2Session(world: World, call: Call): Answer {
  const { store } = world;
  const { appid, secret, js_code: code = '', grant_type: grant } = call.query;
  if (grant !== 'authorization_code') return wechatError(40002);
  const refused = credentialError(world, appid, secret);
  if (refused) return refused;
  const nowMs = world.clock.now();
  const login = store.one<{ openid: string; unionid: string | null; expiresAtMs: number }>(
    'select * from loginCode where code = ?',
    code,
  );
  if (!login || login.expiresAtMs <= nowMs) return wechatError(40029);
  const recent = store.number(
    'select count(*) from visit where openid = ? and atMs > ?',
    login.openid,
    nowMs - MINUTE_MS,
  );
  if (recent >= LOGINS_PER_MINUTE_MAX) return wechatError(45011);
  store.run('delete from loginCode where code = ?', code);
  store.insert('visit', { openid: login.openid, atMs: nowMs });
  const sessionKey = createHash('md5').update(randomBytes(16)).digest('base64');
  return {
    status: 200,
    body: { openid: login.openid, session_key: sessionKey, ...(login.unionid !== null && { unionid: login.unionid }) },
  };
}

/** POST /wxa/business/getuserphonenumber */
export function phoneNumber(world: World, call: Call): Answer {
  const { code } = z.object({ code: z.string(), openid: z.string().optional() }).parse(call.body);
  const nowMs = world.clock.now();
  const known = world.store.one<{ phone: string; expiresAtMs: number }>('select * from phoneCode where code = ?', code);
  if (!known || known.expiresAtMs <= nowMs) return wechatError(40029);
  world.store.run('delete from phoneCode where code = ?', code);
  return ok({
    phone_info: {
      phoneNumber: known.phone,
      purePhoneNumber: known.phone,
      countryCode: '86',
      watermark: { timestamp: secondsOf(nowMs), appid: world.keys.appid },
    },
  });
}
