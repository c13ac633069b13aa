import { z } from 'zod';
import { post as send, type Outbound } from '../outbound.ts';
import type { World } from '../world.ts';
import { forge, FORGERIES } from '../wechatpay/forgeries.ts';
import { fillDeposit } from '../wechatpay/money.ts';
import { CALLBACK_MODES } from '../wechatpay/notices.ts';
import { refundWord } from '../wechatpay/refund-words.ts';
import { REFUND_MODES, sayOfRefund } from '../wechatpay/refunds.ts';
import { WITHDRAWAL_MODES } from '../wechatpay/withdrawals.ts';
import { pastShape, rememberPast } from '../wechatpay/past.ts';
import { TRUST_MODES } from '../wechatpay/signature.ts';
import { get, post, type ControlRoute } from './route.ts';

const LIST_MAX = 500;

const forgery = z.object({
  kind: z.enum(FORGERIES),
  outTradeNo: z.string().min(1).default('FORGED-0001'),
  notifyUrl: z.url(),
});

/** Deliveries to the platform, newest first. */
function deliveries(world: World, query: Readonly<Record<string, string>>): object {
  const rows = world.store.all<Outbound & { createdAtMs: number }>(
    'select * from outbound where kind = coalesce(?, kind) order by rowid desc limit ?',
    query['kind'] ?? null,
    LIST_MAX,
  );
  return {
    callbacks: rows.map(({ id, kind, url, state, attempts, dueAtMs, createdAtMs, lastStatus, lastReply, payload }) => ({
      id,
      kind,
      url,
      state,
      attempts,
      lastStatus,
      lastReply,
      at: new Date(createdAtMs).toISOString(),
      dueAt: new Date(dueAtMs).toISOString(),
      payload: JSON.parse(payload),
    })),
  };
}

const states = (world: World) =>
  world.store.all<{ state: string; n: number }>('select state, count(*) as n from outbound group by state');

async function flush(world: World): Promise<object> {
  await world.runDue(true);
  return { callbacks: Object.fromEntries(states(world).map(({ state, n }) => [state, n])) };
}

export const paymentRoutes: readonly ControlRoute[] = [
  get(
    '/callbacks',
    'what was sent to the platform, newest first: ?kind=wechatpay|wechat-event|express|sensor',
    deliveries,
  ),
  post(
    '/callbacks',
    'how payment callbacks fare from now on: {mode: normal|lose|duplicate|delay|hold}',
    z.object({ mode: z.enum(CALLBACK_MODES) }),
    (world, { mode }) => {
      world.store.setSetting('callbackMode', mode);
      return { mode };
    },
  ),
  post('/callbacks/flush', 'tries every waiting and held delivery now, whatever its schedule', z.object({}), flush),
  post(
    '/forge-callback',
    `sends a false payment notice: {kind: ${FORGERIES.join('|')}, outTradeNo?, notifyUrl} -> {status, reply}`,
    forgery,
    async (world, { kind, outTradeNo, notifyUrl }) => {
      const { headers, body } = forge(world, kind, outTradeNo);
      return { kind, ...(await send(notifyUrl, headers, body)) };
    },
  ),
  post(
    '/wechatpay/past',
    'payments of before this world began: {payments: [{outTradeNo, merchant, totalFen, …}]}',
    pastShape,
    rememberPast,
  ),
  post(
    '/wechatpay/deposit',
    'a merchant fills its deposit up to so much: {mchid, fen} -> {depositFen}',
    z.object({ mchid: z.string().regex(/^\d{8,20}$/), fen: z.int().min(1) }),
    fillDeposit,
  ),
  post(
    '/wechatpay/refunds',
    'how refunds fare from now on: {mode: normal|abnormal|kept}; both wait for a card, a kept one has no other way',
    z.object({ mode: z.enum(REFUND_MODES) }),
    (world, { mode }) => {
      world.store.setSetting('refundMode', mode);
      return { mode };
    },
  ),
  post(
    '/wechatpay/refund-word',
    'says something of one refund: {outRefundNo, status, refundFen?, receiver?: buyer|seller, says: notice|query|both}',
    refundWord,
    (world, word) => sayOfRefund(world, word) ?? { missing: word.outRefundNo },
  ),
  post(
    '/wechatpay/withdrawals',
    'how withdrawals end from now on: {mode: normal|returned|closed}',
    z.object({ mode: z.enum(WITHDRAWAL_MODES) }),
    (world, { mode }) => {
      world.store.setSetting('withdrawalMode', mode);
      return { mode };
    },
  ),
  post(
    '/wechatpay/trust-mode',
    'who signs for WeChat Pay: {mode: public-key|platform-certificate}',
    z.object({ mode: z.enum(TRUST_MODES) }),
    (world, { mode }) => {
      world.store.setSetting('trustMode', mode);
      return { mode };
    },
  ),
  post(
    '/wechat/event-url',
    'where WeChat pushes events (media verdicts): {url, token}',
    z.object({ url: z.url(), token: z.string().min(3).max(32) }),
    (world, { url, token }) => {
      world.store.setSetting('wechatEventUrl', url);
      world.store.setSetting('wechatEventToken', token);
      return { url };
    },
  ),
];
