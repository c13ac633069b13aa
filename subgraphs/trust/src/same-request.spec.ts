import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { FAILED_SIGN_INS_MAX } from './identity/account.policy.ts';
import { stepsOf, type StaffMember } from './testing/authenticator.fixture.ts';
import { openTrust, SELLER, type TrustRoom } from './testing/trust-room.fixture.ts';

const GIVEN = 'given-at-the-start-1';
const OWN = 'chosen-by-myself-2';
const PHONE = '13812345678';

describe('the same request sent again', () => {
  let room: TrustRoom;
  let admin: StaffMember;
  let buyer: Actor;
  beforeEach(async () => {
    room = await openTrust({ bootstrap: { login: 'admin', password: GIVEN } });
    admin = await stepsOf(room).enrol('admin', GIVEN, OWN);
    buyer = (await room.signIn('buyer')).actor;
  });
  afterEach(() => room.close());

  const send = async (name: string, shown: string, input: object, actor: Actor = buyer) => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}`;
    const required = name === 'exportMyData' ? '' : '!';
    const document = `mutation($i: ${type}Input${required}) { ${name}(input: $i) { __typename ... on ${shown} ... on ${type}Refused { code } } }`;
    return (await room.graph<any>(actor, document, { i: input }))[name];
  };

  it('is answered the same, secret and all, and works once; with another input it is refused', async () => {
    await room.owner('seller', SELLER);
    const create = (name: string, requestId: string) =>
      send(
        'createApiClient',
        'ApiClientCreated { clientId secret }',
        { name, partyId: SELLER, requestId },
        admin.actor,
      );
    const first = await create('进销存', 'r1');
    expect(first.secret).toHaveLength(43);
    expect(await create('进销存', 'r1')).toEqual(first);
    expect(await room.count('ApiClient')).toBe(1);
    expect(await create('另一个', 'r1')).toMatchObject({ code: 'REQUEST_ID_REUSED' });
    expect(await room.count('ApiClient')).toBe(1);
    expect((await create('进销存', 'r2')).clientId).not.toBe(first.clientId);
  });

  it('sends no second message, however late, and one that was not sent may be asked for again', async () => {
    const ask = () => send('sendPhoneCode', 'PhoneCodeSent { expiresAt }', { phone: PHONE, requestId: 'r1' });
    room.sms.answer = { ok: false, outcome: 'refused', code: 'BUSY', message: '' };
    expect(await ask()).toMatchObject({ code: 'SMS_NOT_SENT' });
    room.sms.answer = { ok: true, id: 'sms' };
    const sent = await ask();
    expect(sent.__typename).toBe('PhoneCodeSent');
    room.clock.advance(2 * MINUTE_MS);
    expect(await ask()).toEqual(sent);
    expect(room.sms.sent).toHaveLength(2);
  });

  it('spends a code once: of a phone, of WeChat', async () => {
    await send('sendPhoneCode', 'PhoneCodeSent { expiresAt }', { phone: PHONE });
    const { code } = room.sms.sent[0]!.params;
    const bind = () => send('bindPhone', 'PhoneBound { accountId }', { phone: PHONE, code, requestId: 'r1' });
    const bound = { __typename: 'PhoneBound', accountId: buyer.id };
    expect([await bind(), await bind()]).toEqual([bound, bound]);
    const [row] = await room.subgraph.orm.em.fork().execute<{ tries: number }[]>('select tries from PhoneCode');
    expect(row!.tries).toBe(1);
    const enter = () =>
      send('signInWithWechat', 'SignedIn { token }', { code: 'code-of-new', requestId: 'r1' }, ANONYMOUS);
    const sessions = await room.count('Session');
    expect(await enter()).toEqual(await enter());
    expect(await room.count('Session')).toBe(sessions + 1);
  });

  it('counts no wrong password for one that was changed by it', async () => {
    const change = () =>
      send(
        'changePassword',
        'PasswordChanged { endedCount }',
        { currentPassword: OWN, newPassword: 'a-new-harvest-3', requestId: 'r1' },
        admin.actor,
      );
    const tries = await room.count('SignInAttempt');
    for (let n = 0; n <= FAILED_SIGN_INS_MAX; n++) expect((await change()).__typename).toBe('PasswordChanged');
    expect(await room.count('SignInAttempt')).toBe(tries);
    expect(await room.count('UsedPassword')).toBe(2);
  });

  it('records one request for a copy of the data, and keeps no copy', async () => {
    const copy = () => send('exportMyData', 'DataExported { id page }', { requestId: 'r1' });
    const [first, second] = [await copy(), await copy()];
    expect(first.page).toContain('谁看过我的信息');
    expect(second).toEqual(first);
    expect(await room.count('DataRequest')).toBe(1);
    const claims = await room.subgraph.orm.em.fork().execute<{ result: string }[]>('select result from RequestClaim');
    expect(claims).toEqual([{ result: JSON.stringify({ id: first.id }) }]);
    room.down.add('orders');
    expect(await copy()).toMatchObject({ code: 'SUBGRAPH_SILENT' });
  });

  it('lets nobody try passwords uncounted under a request id that is known', async () => {
    const attempt = (password: string) =>
      send(
        'signInWithPassword',
        'SignInChallenge { challenge }',
        { login: 'admin', password, requestId: 'r1' },
        ANONYMOUS,
      );
    const first = await attempt(OWN);
    expect(await attempt(OWN)).toEqual(first);
    for (let n = 0; n < FAILED_SIGN_INS_MAX; n++)
      expect((await attempt(`guess-number-${n}`)).challenge).toBeUndefined();
    const [row] = await room.subgraph.orm.em
      .fork()
      .execute<{ n: number }[]>("select count(*) as n from SignInAttempt where reason = 'password'");
    expect(Number(row!.n)).toBe(FAILED_SIGN_INS_MAX);
    expect(
      await send('signInWithPassword', 'SignInChallenge { challenge }', { login: 'admin', password: OWN }, ANONYMOUS),
    ).toMatchObject({ code: 'LOCKED' });
  });
});
