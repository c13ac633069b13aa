import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Secret, TOTP } from 'otpauth';
import { z } from 'zod';
import { bytesOf, parseForm, type Passed } from '../service.ts';
import { newLoginCode } from '../wechat/login.ts';
import { pay, type PayState, type RequestPayment } from '../wechatpay/pay.ts';
import { collect, transferOfPackage, type CollectState } from '../wechatpay/transfers.ts';
import { verifyPaySign } from '../wechatpay/signature.ts';
import { prepayOf, tradesOf } from '../wechatpay/trade.ts';
import type { World } from '../world.ts';
import { escapeHtml, page } from './html.ts';

/** Somebody with WeChat on a phone. */
export interface DemoPerson {
  /** What an address calls the person: `?as=`. */
  as: string;
  name: string;
  /** What the person does, in a few words. */
  what: string;
  /** Of the platform; who has none buys. */
  role: string | null;
  openid: string;
}
/** Somebody who signs in by password and authenticator app. */
export interface DemoStaff {
  as: string;
  what: string;
  login: string;
  password: string;
  factorSecret: string;
}
export interface PagesOptions {
  /** Where the platform stands: only there do codes and people go. */
  origins: () => readonly string[];
  people: readonly DemoPerson[];
  staff: readonly DemoStaff[];
}

const STEP_MS = 30_000;
/** Steps that a platform takes a code before its time. */
const STEPS_AHEAD_MAX = 1;
const FORMS_MAX = 1000;
const STRANGER = { as: 'new', name: '第一次来的人', what: '从来没有用过这个小程序', role: null };

const WHY_NOT: Readonly<Record<Exclude<PayState, 'SUCCESS' | 'ALREADY_PAID'>, string>> = {
  CLOSED: '订单已经关闭，不能再付款',
  EXPIRED: '这次付款等得太久，请回到订单重新付款',
  WRONG_PAYER: '这笔款要由下单的人来付',
  SIGN_INVALID: '付款信息和商家签的不一样，没有扣钱',
  UNKNOWN_PREPAY: '没有这笔付款',
};

const payment = z.object({
  prepayId: z.string().min(1).max(128),
  redirect: z.string(),
  timeStamp: z.string().optional(),
  nonceStr: z.string().optional(),
  signType: z.string().optional(),
  paySign: z.string().optional(),
});

const tell = (reply: FastifyReply, status: number, title: string, body: string, formTo: string[] = []) => {
  const { html, headers } = page(title, body, formTo);
  return reply.code(status).headers(headers).send(html);
};
const refuse = (reply: FastifyReply, text: string) =>
  tell(reply, 400, '打不开', `<h1>打不开</h1><p>${escapeHtml(text)}</p>`);
/** The platform's own address, or nothing: a code in other hands would be somebody's sign-in. */
const platformUrl = (origins: PagesOptions['origins'], redirect: string | undefined): URL | null => {
  const url = redirect !== undefined && URL.canParse(redirect) ? new URL(redirect) : null;
  return url && origins().includes(url.origin) ? url : null;
};
const NOT_OURS = '要回去的地址不是这个平台的';

/**
 * What WeChat shows to a person, for the platform's pages in a browser; on a phone WeChat shows it itself. Reads no
 * word of control.
 */
export function mountPages(server: FastifyInstance, world: World, options: PagesOptions): void {
  mountSignIn(server, world, options);
  mountCashier(server, world, options);
  mountCollect(server, world, options);
  mountPeople(server, options);
  mountStaff(server, world, options);
}

function mountSignIn(server: FastifyInstance, world: World, { origins, people }: PagesOptions): void {
  server.get<Passed>('/h5/authorize', ({ query }, reply) => {
    const target = platformUrl(origins, query['redirect']);
    if (!target) return refuse(reply, NOT_OURS);
    if (query['as'] === undefined) {
      const rows = [...people, STRANGER].map(
        ({ as, name, what }) =>
          `<li><a href="/h5/authorize?${escapeHtml(new URLSearchParams({ ...definedOf(query), as }).toString())}">${escapeHtml(name)}<small>${escapeHtml(what)}</small></a></li>`,
      );
      return tell(reply, 200, '微信登录', `<h1>用哪个微信登录？</h1><p>黑土想知道您是谁</p><ul>${rows.join('')}</ul>`);
    }
    const openid =
      query['as'] === STRANGER.as
        ? `oDEMO-stranger-${randomBytes(9).toString('base64url')}`
        : people.find(({ as }) => as === query['as'])?.openid;
    if (openid === undefined) return refuse(reply, `没有叫 ${query['as']} 的人`);
    target.searchParams.set('code', newLoginCode(world, openid, null));
    if (query['state'] !== undefined) target.searchParams.set('state', query['state']);
    return reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).redirect(target.href, 302);
  });
}

type Payment = z.infer<typeof payment>;

const factsOf = (input: Payment): string => createHash('sha256').update(JSON.stringify(input)).digest('hex');
const signedOf = ({ prepayId, timeStamp, nonceStr, signType, paySign }: Payment): RequestPayment | undefined =>
  paySign === undefined
    ? undefined
    : {
        timeStamp: timeStamp ?? '',
        nonceStr: nonceStr ?? '',
        package: `prepay_id=${prepayId}`,
        signType: signType ?? '',
        paySign,
      };
const back = (target: URL, paid: boolean): string => {
  target.searchParams.set('paid', paid ? '1' : '0');
  return target.href;
};
const cannot = (reply: FastifyReply, status: number, state: keyof typeof WHY_NOT, target: URL) =>
  tell(
    reply,
    status,
    '没有付款',
    `<h1>没有付款</h1><p>${WHY_NOT[state]}</p><a class="button" href="${escapeHtml(back(target, false))}">返回商家</a>`,
  );

/** What is to be paid, with the form that pays it once. */
function cashierPage(input: Payment, form: string, trades: ReturnType<typeof tradesOf>, target: URL): string {
  const totalFen = trades.reduce((sum, trade) => sum + trade.totalFen, 0);
  const hidden = Object.entries({ ...input, form })
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join('');
  const rows = trades
    .map(
      ({ description, totalFen: partFen }) => `<div><dt>${escapeHtml(description)}</dt><dd>${yuan(partFen)}</dd></div>`,
    )
    .join('');
  return `<h1>微信支付</h1><p class="amount">${yuan(totalFen)}</p><dl>${rows}</dl><form method="post" action="/h5/cashier">${hidden}<button>付款</button></form><a class="button" href="${escapeHtml(back(new URL(target), false))}">取消</a>`;
}

function mountCashier(server: FastifyInstance, world: World, { origins }: PagesOptions): void {
  /** Forms shown and not yet sent: each pays once, and only who saw the amount can send it. */
  const forms = new Map<string, string>();
  server.get('/h5/cashier', (request, reply) => {
    const parsed = payment.safeParse(request.query);
    const target = platformUrl(origins, parsed.data?.redirect);
    if (!parsed.success || !target) return refuse(reply, parsed.success ? NOT_OURS : '付款的地址不完整');
    const input = parsed.data;
    const prepay = prepayOf(world, input.prepayId);
    if (!prepay) return cannot(reply, 404, 'UNKNOWN_PREPAY', target);
    const signed = signedOf(input);
    if (signed && !verifyPaySign(world, signed)) return cannot(reply, 400, 'SIGN_INVALID', target);
    const form = randomBytes(18).toString('base64url');
    const [oldest] = forms.keys();
    if (oldest !== undefined && forms.size >= FORMS_MAX) forms.delete(oldest);
    forms.set(form, factsOf(input));
    const body = cashierPage(input, form, tradesOf(world, prepay), target);
    return tell(reply, 200, '微信支付', body, [target.origin]);
  });

  server.post<Passed>('/h5/cashier', (request, reply) => {
    const fields = parseForm(bytesOf(request));
    const parsed = payment.safeParse(fields);
    const target = platformUrl(origins, parsed.data?.redirect);
    if (!parsed.success || !target) return refuse(reply, NOT_OURS);
    const { origin } = request.headers;
    // "null" is what a page without a referrer says of itself.
    if (origin !== undefined && origin !== 'null' && new URL(origin).host !== request.headers.host)
      return refuse(reply, '这张付款单不是从收银台来的');
    const known = forms.get(fields['form'] ?? '');
    forms.delete(fields['form'] ?? '');
    if (known === undefined || known !== factsOf(parsed.data))
      return refuse(reply, '这张付款单已经用过或者改过，请回到订单再付');
    const { state } = world.store.attempt(
      () => pay(world, { prepayId: parsed.data.prepayId, requestPayment: signedOf(parsed.data) }),
      (made) => made.state === 'SUCCESS',
    );
    world.kick();
    if (state === 'SUCCESS' || state === 'ALREADY_PAID')
      return reply
        .headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
        .redirect(back(target, true), 303);
    return cannot(reply, 409, state, target);
  });
}

const collecting = z.object({ package: z.string().min(1).max(256), redirect: z.string() });
const WHY_NOT_COLLECTED: Readonly<Record<Exclude<CollectState, 'SUCCESS'>, string>> = {
  ALREADY_ENDED: '这笔钱已经收过，或者过了时间',
  WRONG_PERSON: '这笔钱要由收款人本人来收',
  UNKNOWN_PACKAGE: '没有这笔转账',
  NOT_ENOUGH: '商家的账上钱不够，没有转成',
};
const hiddenFields = (input: Readonly<Record<string, string>>): string =>
  Object.entries(input)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join('');

/** The dialogue in which a person takes what a merchant transfers to them. */
function mountCollect(server: FastifyInstance, world: World, { origins }: PagesOptions): void {
  const notCollected = (reply: FastifyReply, state: keyof typeof WHY_NOT_COLLECTED, target: URL) =>
    tell(
      reply,
      409,
      '没有收款',
      `<h1>没有收款</h1><p>${WHY_NOT_COLLECTED[state]}</p><a class="button" href="${escapeHtml(target.href)}">返回</a>`,
    );
  server.get('/h5/collect', (request, reply) => {
    const parsed = collecting.safeParse(request.query);
    const target = platformUrl(origins, parsed.data?.redirect);
    if (!parsed.success || !target) return refuse(reply, NOT_OURS);
    const transfer = transferOfPackage(world, parsed.data.package);
    if (!transfer) return notCollected(reply, 'UNKNOWN_PACKAGE', target);
    const form = `<form method="post" action="/h5/collect">${hiddenFields(parsed.data)}<button>收款</button></form>`;
    const amount = `<p class="amount">${yuan(transfer.amountFen)}</p><p>${escapeHtml(transfer.remark)}</p>`;
    const later = `<a class="button" href="${escapeHtml(target.href)}">以后再收</a>`;
    const body = `<h1>收款</h1>${amount}${form}${later}`;
    return tell(reply, 200, '微信收款', body, [target.origin]);
  });
  server.post<Passed>('/h5/collect', (request, reply) => {
    const parsed = collecting.safeParse(parseForm(bytesOf(request)));
    const target = platformUrl(origins, parsed.data?.redirect);
    if (!parsed.success || !target) return refuse(reply, NOT_OURS);
    const { state } = collect(world, parsed.data.package);
    world.kick();
    return state === 'SUCCESS'
      ? reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).redirect(target.href, 303)
      : notCollected(reply, state, target);
  });
}

const mayRead = (origins: PagesOptions['origins'], origin: string | undefined): boolean =>
  origin === undefined || origins().includes(origin);
const readable = (origin: string | undefined) => ({
  'cache-control': 'no-store',
  vary: 'origin',
  ...(origin !== undefined && { 'access-control-allow-origin': origin }),
});
const NOT_FOR_OTHERS = { message: '只给这个平台的页面' };

function mountPeople(server: FastifyInstance, { origins, people, staff }: PagesOptions): void {
  server.get('/h5/people', ({ headers: { origin } }, reply) => {
    if (!mayRead(origins, origin)) return reply.code(403).send(NOT_FOR_OTHERS);
    const shown = ({ as, name, what, role }: Omit<DemoPerson, 'openid'>) => ({ as, name, what, role });
    return reply
      .headers(readable(origin))
      .send({ people: [...people, STRANGER].map(shown), staff: staff.map(({ as, what }) => ({ as, what })) });
  });
}

function mountStaff(server: FastifyInstance, world: World, { origins, staff }: PagesOptions): void {
  /** A code is good once: whoever asks again within the half minute gets that of the next. */
  const givenSteps = new Map<string, number>();
  server.get<Passed>('/h5/staff', (request, reply) => {
    const { origin } = request.headers;
    if (!mayRead(origins, origin)) return reply.code(403).send(NOT_FOR_OTHERS);
    reply.headers(readable(origin));
    const person = staff.find(({ as }) => as === request.query['as']);
    if (!person) return reply.code(404).send({ message: '没有这个人' });
    const { login, password, factorSecret } = person;
    const nowStep = Math.floor(world.clock.now() / STEP_MS);
    const step = Math.max(nowStep, (givenSteps.get(login) ?? 0) + 1);
    if (step > nowStep + STEPS_AHEAD_MAX) {
      const waitSeconds = Math.ceil(((step - STEPS_AHEAD_MAX) * STEP_MS - world.clock.now()) / 1000);
      return reply
        .code(429)
        .header('retry-after', String(waitSeconds))
        .send({ message: `验证码每半分钟一个，请等 ${waitSeconds} 秒`, retryAfter: waitSeconds });
    }
    givenSteps.set(login, step);
    return reply.send({
      login,
      password,
      code: new TOTP({ secret: Secret.fromBase32(factorSecret) }).generate({ timestamp: step * STEP_MS }),
    });
  });
}

const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;
const definedOf = (query: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) =>
      typeof value === 'string' && ['redirect', 'state'].includes(name) ? [[name, value]] : [],
    ),
  );
