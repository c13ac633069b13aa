import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { openTrust, type TrustRoom } from '../testing/trust-room.fixture.ts';

const PHONE = '13812345678';
const SEND =
  'mutation($phone: String!) { sendPhoneCode(input: { phone: $phone }) { ... on PhoneCodeSent { phone expiresAt resendAt } ... on SendPhoneCodeRefused { code clause } } }';
const BIND =
  'mutation($phone: String!, $code: String!) { bindPhone(input: { phone: $phone, code: $code }) { ... on PhoneBound { accountId phone } ... on BindPhoneRefused { code } } }';
const WECHAT =
  'mutation($code: String!) { bindPhoneWithWechat(input: { code: $code }) { ... on PhoneBound { phone } ... on BindPhoneWithWechatRefused { code } } }';

describe('a phone of one’s own', () => {
  let room: TrustRoom;
  let buyer: Actor;
  beforeEach(async () => {
    room = await openTrust();
    buyer = (await room.signIn('buyer')).actor;
  });
  afterEach(() => room.close());
  const send = async (phone = PHONE, who = buyer) => (await room.graph<any>(who, SEND, { phone })).sendPhoneCode;
  const bind = async (code: string, phone = PHONE, who = buyer) =>
    (await room.graph<any>(who, BIND, { phone, code })).bindPhone;
  const phoneOf = async (who: Actor) => (await room.graph<any>(who, '{ me { phone } }')).me.phone;
  const code = () => room.sms.sent.at(-1)!.params['code']!;
  const wrong = () => (code() === '000000' ? '000001' : '000000');

  it('is bound by the code that was sent there, once; nothing of either stands in the open [10.4]', async () => {
    expect(await send()).toEqual({
      phone: '138****5678',
      expiresAt: '2026-11-25T02:05:00.000Z',
      resendAt: '2026-11-25T02:01:00.000Z',
    });
    expect(room.sms.sent).toMatchObject([
      { phone: PHONE, params: { code: expect.stringMatching(/^\d{6}$/), minutes: '5' } },
    ]);
    expect(await bind(code())).toEqual({ accountId: buyer.id, phone: '138****5678' });
    expect(await phoneOf(buyer)).toBe('138****5678');
    expect(await bind(code())).toEqual({ code: 'CODE_REFUSED' });
    const rows = JSON.stringify([
      await room.subgraph.orm.em.fork().execute('select * from PhoneCode'),
      await room.subgraph.orm.em.fork().execute('select * from Account'),
    ]);
    expect(rows).not.toContain(PHONE);
    expect(rows).not.toContain(code());
  });

  it('sends no second message for a repeat, not even at the same moment', async () => {
    const answers = await Promise.all([send(), send(), send()]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(room.sms.sent).toHaveLength(1);
    room.clock.advance(MINUTE_MS);
    await send();
    expect(room.sms.sent).toHaveLength(2);
  });

  it('takes five tries and five minutes, and the newest code only [11.5.dd]', async () => {
    await send();
    for (let tries = 0; tries < 5; tries++) expect(await bind(wrong())).toEqual({ code: 'CODE_REFUSED' });
    expect(await bind(code())).toEqual({ code: 'CODE_REFUSED' });
    room.clock.advance(MINUTE_MS);
    await send();
    room.clock.advance(5 * MINUTE_MS);
    expect(await bind(code())).toEqual({ code: 'CODE_REFUSED' });
    await send();
    const older = code();
    room.clock.advance(MINUTE_MS);
    await send();
    if (older !== code()) expect(await bind(older)).toEqual({ code: 'CODE_REFUSED' });
    const other = (await room.signIn('other')).actor;
    expect(await bind(code(), PHONE, other)).toEqual({ code: 'CODE_REFUSED' });
    expect(await phoneOf(buyer)).toBeNull();
    expect(await bind(code())).toMatchObject({ phone: '138****5678' });
  });

  it('counts tries that come at the same moment', async () => {
    await send();
    await Promise.all(Array.from({ length: 9 }, () => bind(wrong())));
    const [row] = (await room.subgraph.orm.em.fork().execute('select tries from PhoneCode')) as { tries: number }[];
    expect(row!.tries).toBe(5);
  });

  it('sends five messages a day to one account, and five to one phone [11.5.dd]', async () => {
    for (let n = 0; n < 5; n++) expect(await send(`1391234567${n}`)).not.toHaveProperty('code');
    expect(await send('13912345679')).toEqual({ code: 'TOO_MANY_CODES', clause: '11.5.dd' });
    for (let n = 0; n < 5; n++) await send(PHONE, (await room.signIn(`person-${n}`)).actor);
    expect(await send(PHONE, (await room.signIn('person-5')).actor)).toMatchObject({ code: 'TOO_MANY_CODES' });
    expect(room.sms.sent).toHaveLength(10);
    room.clock.advance(DAY_MS);
    expect(await send()).not.toHaveProperty('code');
    room.clock.advance(3 * DAY_MS);
    await room.subgraph.runOnce();
    expect(await room.count('PhoneCode')).toBe(0);
  });

  it('answers alike whoever has the phone; who proves to hold it has it, and the one who had it is told', async () => {
    await send();
    await bind(code());
    const other = (await room.signIn('other')).actor;
    const [free, taken] = [await send('13912345678', other), await send(PHONE, other)];
    expect(Object.keys(taken)).toEqual(Object.keys(free));
    expect(await bind(code(), PHONE, other)).toEqual({ accountId: other.id, phone: '138****5678' });
    expect(await phoneOf(buyer)).toBeNull();
    const { messages } = await room.graph<any>(buyer, '{ messages { edges { node { kind body } } } }');
    expect(messages.edges).toMatchObject([
      { node: { kind: 'PHONE_MOVED', body: expect.stringContaining('尾号5678') } },
    ]);
  });

  it('says when no message went out, and that code counts for nothing', async () => {
    room.sms.answer = { ok: false, outcome: 'refused', code: 'PHONE_INVALID', message: '' };
    expect(await send()).toMatchObject({ code: 'SMS_NOT_SENT' });
    expect(await bind(code())).toEqual({ code: 'CODE_REFUSED' });
    room.sms.answer = { ok: false, outcome: 'unknown', code: 'TIMEOUT', message: '' };
    expect(await send()).toMatchObject({ code: 'SMS_UNSURE' });
    expect(await bind(code())).toMatchObject({ phone: '138****5678' });
    expect(await send('123')).toMatchObject({ code: 'INVALID_INPUT' });
    expect((await room.graphWithErrors(ANONYMOUS, SEND, { phone: PHONE })).errors).toBeDefined();
    expect(room.sms.sent).toHaveLength(2);
  });

  it('is bound by the button of WeChat', async () => {
    const byWechat = async (given: string) =>
      (await room.graph<any>(buyer, WECHAT, { code: given })).bindPhoneWithWechat;
    expect(await byWechat('used')).toEqual({ code: 'WECHAT_CODE_REFUSED' });
    expect(await byWechat('down')).toEqual({ code: 'WECHAT_UNREACHABLE' });
    expect(await phoneOf(buyer)).toBeNull();
    expect(await byWechat(`phone-${PHONE}`)).toEqual({ phone: '138****5678' });
    expect(room.sms.sent).toEqual([]);
  });
});
