import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemActor } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { Context } from '@heitu/kit/data/context';
import { PeerQuestion } from '@heitu/kit/messages/question';
import { consumers } from '@heitu/sandbox/county';
import { BINDS_AT_ONCE_MS, SUBGRAPHS } from '@heitu/standard';
import { startTestPlatform, type Platform, type Row } from '../contract/platform.fixture.ts';

const consentStatesNow = new PeerQuestion<{ consentStates: { granted: boolean }[] }, { a: string; p: string[] }>(
  'trust',
  'query($a: ID!, $p: [String!]!) { consentStates(accountId: $a, purposes: $p) { granted } }',
);
const LAW_KEEPS_DAYS = 3 * 365 + 1;

describe('a person and the own data, over all six subgraphs', () => {
  let platform: Platform;
  let token: string;
  let accountId: string;
  const contextOf = (subgraph: string) =>
    platform.subgraphs.get(subgraph)!.contextFor(systemActor('test'), 'test') as Context;
  const ask = async (of: string, query: string, variables: Row = {}) => {
    const { data, errors } = await platform.post(of, query, variables);
    if (errors) throw new Error(JSON.stringify(errors));
    return data as any;
  };
  /** Events go to and fro between six until none is left. */
  const relayAll = async () => {
    for (let round = 0; round < 10; round++) {
      let moved = 0;
      for (const subgraph of platform.subgraphs.values()) moved += await subgraph.runOnce('relay');
      if (moved === 0) return;
    }
  };
  const jobAll = async (job: string) => {
    for (const subgraph of platform.subgraphs.values()) await subgraph.runOnce(job);
  };
  const advance = async (days: number) => {
    const response = await fetch(`${platform.sandbox.urls.control}/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advanceMs: days * DAY_MS }),
    });
    expect(response.ok).toBe(true);
  };
  const tokenOf = (role: string) => platform.callers.find((caller) => caller.role === role)!.token!;

  beforeAll(async () => {
    platform = await startTestPlatform();
    token = tokenOf('consumer');
    accountId = (await platform.actorOf(token)).id;
  });
  afterAll(() => platform.close());

  it('a copy holds what all six keep of the person and nothing of anybody else, and is on record [10.4]', async () => {
    const { exportMyData } = await ask(
      token,
      'mutation { exportMyData { ... on DataExported { id content page } ... on ExportMyDataRefused { code } } }',
    );
    const copy = JSON.parse(exportMyData.content);
    const own = consumers.find(({ phone }) => exportMyData.content.includes(phone))!;
    expect(copy.orders[0].rows.length).toBeGreaterThan(0);
    expect(copy.logistics[0].rows.length).toBeGreaterThan(0);
    expect(copy.payments[0].rows.length).toBeGreaterThan(0);
    expect(copy.orders[0].rows[0]).toMatchObject({ 收货人: own.address.receiverName, 电话: own.address.phone });
    for (const { name, phone, openid } of consumers) {
      for (const value of name === own.name ? [] : [name, phone, openid])
        expect([value, exportMyData.content.includes(value), exportMyData.page.includes(value)]).toEqual([
          value,
          false,
          false,
        ]);
    }
    expect(exportMyData.page).toContain(own.address.receiverName);
    expect(exportMyData.page).toContain(`>${copy.orders[0].rows[0]['订单号']}</td>`);
    expect((await ask(token, '{ myDataRequests { id kind state } }')).myDataRequests).toEqual([
      { id: exportMyData.id, kind: 'EXPORT', state: 'DONE' },
    ]);
    // Each owner has recorded what left it, under the request's own id.
    await relayAll();
    const recorded = await platform.rows(
      'trust',
      `select sender, "requestId", subject from "AuditEntry" where kind = 'read' and "actorKind" = 'peer' and "actorId" = 'trust' and operation like '%Copy' order by sender`,
    );
    expect(recorded.map(({ sender }) => sender)).toEqual(['catalog', 'logistics', 'orders', 'payments', 'sellers']);
    expect(new Set(recorded.map(({ requestId }) => requestId)).size).toBe(1);
    for (const { subject } of recorded)
      expect(JSON.parse(String(subject))).toMatchObject([{ type: 'account', id: accountId }]);
    // A seller, too, sees its own papers and no buyer.
    const seller = JSON.parse(
      (await ask(tokenOf('seller-owner'), 'mutation { exportMyData { ... on DataExported { content } } }')).exportMyData
        .content,
    );
    expect(seller.sellers[0].rows.length).toBeGreaterThan(0);
    for (const { phone } of consumers) expect(JSON.stringify(seller)).not.toContain(phone);
  });

  it('what a courier opens of a parcel is on record before the answer, and what the buyer opens is not', async () => {
    const looks = async () =>
      (
        await ask(token, '{ whoLookedAtMyData(first: 100) { edges { node { fields operation roles refused } } } }')
      ).whoLookedAtMyData.edges.map(({ node }: any) => node);
    const courier = tokenOf('courier');
    const courierId = (await platform.actorOf(courier)).id;
    const logistics = contextOf('logistics');
    const own = (
      await platform.rows(
        'logistics',
        'select id, orderId from Shipment where buyerAccountId = ? order by id limit 1',
        [accountId],
      )
    )[0]!;
    await logistics.em
      .getConnection()
      .execute("update Shipment set courierAccountId = ?, state = 'taken-over' where id = ?", [courierId, own['id']]);
    await relayAll();
    const before = (await looks()).length;
    const recipient = 'query($id: ID!) { shipment(id: $id) { recipient { phone full } } }';
    expect((await ask(token, recipient, { id: own['id'] })).shipment.recipient.full).toBe(true);
    await relayAll();
    expect((await looks()).length).toBe(before);
    const entries = async () =>
      Number(
        (
          await platform.rows(
            'logistics',
            "select count(*) as n from Outbox where type = 'logistics.act-recorded.v1' and payload like ?",
            [`%"reads":[{"subjectId":"${accountId}"%`],
          )
        )[0]!['n'],
      );
    const written = await entries();
    expect((await ask(courier, recipient, { id: own['id'] })).shipment.recipient.full).toBe(true);
    // It stands in the outbox with the answer; a relay that has not run cannot have put it there.
    expect(await entries()).toBe(written + 1);
    await relayAll();
    expect((await looks())[0]).toMatchObject({
      fields: expect.arrayContaining(['收货人信息']),
      roles: ['COURIER'],
      refused: false,
    });
  });

  it('consent: a withdrawal counts at once for every subgraph that asks, and a new notice asks anew [10.3.a-b]', async () => {
    const current = async () => (await ask(token, '{ currentNotice { version } }')).currentNotice.version as number;
    const choose = async (purpose: string, granted: boolean, noticeVersion: number) =>
      (
        await ask(
          token,
          'mutation($input: SetConsentInput!) { setConsent(input: $input) { ... on ConsentSet { granted } ... on SetConsentRefused { code } } }',
          { input: { purpose, granted, noticeVersion } },
        )
      ).setConsent;
    const purposes = async () =>
      (await ask(token, '{ myConsents { purposes { purpose legalBasis mode granted isChosen } } }')).myConsents
        .purposes as { purpose: string; legalBasis: string; mode: string; granted: boolean; isChosen: boolean }[];
    const choices = (await purposes()).filter(({ legalBasis }) => legalBasis === 'CONSENT');
    const asked = choices.map(({ purpose }) => purpose);
    /** As a peer asks while it works, of all five. */
    const seenBy = async () =>
      Promise.all(
        SUBGRAPHS.filter((name) => name !== 'trust').map(async (name) => {
          const { consentStates } = await contextOf(name).peers.query(consentStatesNow, { a: accountId, p: asked });
          return consentStates.map(({ granted }) => granted);
        }),
      );
    const all = (granted: boolean) => Array.from({ length: 5 }, () => asked.map(() => granted));
    const version = await current();
    for (const purpose of asked) expect(await choose(purpose, true, version)).toEqual({ granted: true });
    expect(await seenBy()).toEqual(all(true));
    // A message that waits to go out by WeChat is dropped: consent is read again as it is sent.
    const trust = contextOf('trust');
    await platform.rows('trust', 'delete from MessageIntent where accountId = ?', [accountId]);
    const messageId = trust.newId();
    const nowMs = trust.clock.now();
    await platform.rows(
      'trust',
      "insert into Message (id, accountId, kind, title, body, createdAtMs) values (?, ?, 'order-paid', '已付款', '订单已付款', ?)",
      [messageId, accountId, nowMs],
    );
    await platform.rows(
      'trust',
      "insert into MessageIntent (id, accountId, state, attempts, nextAtMs) values (?, ?, 'waiting', 0, ?)",
      [messageId, accountId, nowMs],
    );
    for (const purpose of asked) expect(await choose(purpose, false, version)).toEqual({ granted: false });
    expect(await seenBy()).toEqual(all(false));
    await platform.subgraphs.get('trust')!.runOnce('send-messages');
    expect(await platform.rows('trust', 'select state, outcome from MessageIntent where id = ?', [messageId])).toEqual([
      { state: 'dropped', outcome: 'no consent' },
    ]);

    for (const purpose of asked) await choose(purpose, true, version);
    const part = '说明文字，写得清楚明白';
    const { publishNotice } = await ask(
      tokenOf('operator-admin'),
      'mutation($input: PublishNoticeInput!) { publishNotice(input: $input) { ... on NoticeAccepted { version } ... on PublishNoticeRefused { code } } }',
      {
        input: {
          requestId: 'notice',
          parts: { a: part, b: part, c: part, d: part, e: part, f: part },
          atOnceBecause: '《个人信息保护法》',
        },
      },
    );
    expect(publishNotice).toEqual({ version: version + 1 });
    await advance(BINDS_AT_ONCE_MS / DAY_MS);
    expect(
      (await purposes())
        .filter(({ legalBasis }) => legalBasis === 'CONSENT')
        .map(({ purpose, isChosen, granted }) => [purpose, isChosen, granted]),
    ).toEqual(asked.map((purpose) => [purpose, false, false]));
    expect((await choose(asked[0]!, true, version)).code).toBe('NOTICE_CHANGED');
    expect(await choose(asked[0]!, true, version + 1)).toEqual({ granted: true });
    expect((await seenBy()).map((row) => row[0])).toEqual([true, true, true, true, true]);
  });

  it('no answer and no log repeats what a person typed wrongly', async () => {
    platform.takeErrors();
    const { name, phone, address } = { name: '欧阳测试人', phone: '1990000123x', address: '五常市测试街一号' };
    const answers = [
      await platform.post(
        token,
        'mutation($input: SaveAddressInput!) { saveAddress(input: $input) { ... on SaveAddressRefused { code message details { path about text } } } }',
        { input: { name, phone, divisionCode: 'x', detail: address } },
      ),
      await platform.post(token, 'mutation($input: SaveAddressInput!) { saveAddress(input: $input) { __typename } }', {
        input: { name: { name }, phone, detail: address },
      }),
      await platform.post(token, `{ addresses { id } nothing(phone: "${phone}", name: "${name}") }`),
      await platform.post(token, 'query($id: ID!) { order(id: $id) { id } }', { id: `${name}${phone}` }),
    ];
    for (const answer of [...answers, ...platform.takeErrors()])
      for (const value of [name, phone, address]) expect(JSON.stringify(answer)).not.toContain(value);
  });

  it('erasure: told what is kept and until when; until then it opens, after it nothing does, in any subgraph [10.4]', async () => {
    await contextOf('logistics')
      .em.getConnection()
      .execute("update Shipment set state = 'delivered' where buyerAccountId = ? and state = 'taken-over'", [
        accountId,
      ]);
    const order = (
      await platform.rows(
        'orders',
        'select id, recipientSealed from `Order` where buyerAccountId = ? and recipientSealed is not null order by completedAtMs desc limit 1',
        [accountId],
      )
    )[0]!;
    const parcel = (
      await platform.rows(
        'logistics',
        'select recipientSealed, signatureSealed from Shipment where buyerAccountId = ? and signatureSealed is not null limit 1',
        [accountId],
      )
    )[0]!;
    const account = (await platform.rows('trust', 'select openidSealed from Account where id = ?', [accountId]))[0]!;
    const sealed: [string, string][] = [
      ['orders', order['recipientSealed'] as string],
      ['logistics', parcel['recipientSealed'] as string],
      ['logistics', parcel['signatureSealed'] as string],
      ['trust', account['openidSealed'] as string],
    ];
    const opened = () =>
      Promise.all(
        sealed.map(
          async ([subgraph, text]) => (await contextOf(subgraph).vault.openUnrecorded(accountId, text)) !== null,
        ),
      );

    const { whatErasureKeeps } = await ask(token, '{ whatErasureKeeps { what why untilAt } }');
    expect(whatErasureKeeps.map(({ what }: any) => what)).toEqual(
      expect.arrayContaining(['订单、收货人和售后记录', '配送、签收和交接记录', '付款、退款和结算的金额与时间']),
    );
    for (const { why } of whatErasureKeeps) expect(why).toContain('电子商务法第三十一条');
    const { eraseAccount } = await ask(
      token,
      'mutation { eraseAccount(input: { requestId: "erase" }) { ... on AccountErased { holdUntilAt kept { what untilAt } } ... on EraseAccountRefused { code } } }',
    );
    expect(eraseAccount.kept.map(({ what }: any) => what)).toEqual(whatErasureKeeps.map(({ what }: any) => what));
    await relayAll();
    await jobAll('erase-persons');
    // Trust has something to keep only of those who complained.
    const complained = whatErasureKeeps.some(({ what }: any) => what === '投诉和处理记录');
    expect(await opened()).toEqual([true, true, true, complained]);
    expect(
      await platform.rows('trust', 'select openidBlind, phoneBlind, openidSealed, login from Account where id = ?', [
        accountId,
      ]),
    ).toEqual([{ openidBlind: null, phoneBlind: null, openidSealed: null, login: null }]);

    // The last of the days that were told, in each subgraph at its own.
    const lastMs = Math.max(
      ...eraseAccount.kept.map(({ untilAt }: any) => (untilAt === null ? 0 : Date.parse(untilAt))),
    );
    const days = Math.floor((lastMs - contextOf('trust').clock.now()) / DAY_MS);
    await advance(days - 1);
    await jobAll('erase-persons');
    expect((await opened()).slice(0, 3)).toContain(true);
    // Open complaints and orders of the county count from their own ends: by now all of them have one.
    await platform.rows(
      'trust',
      'update Complaint set closedAtMs = filedAtMs where accountId = ? and closedAtMs is null',
      [accountId],
    );
    await advance(LAW_KEEPS_DAYS + 1);
    await jobAll('erase-persons');
    await jobAll('release-holds');
    expect(await opened()).toEqual([false, false, false, false]);
    for (const subgraph of SUBGRAPHS)
      expect([
        subgraph,
        await platform.rows(
          subgraph,
          'select subjectId from PersonKey where subjectId = ? and wrappedKey is not null',
          [accountId],
        ),
      ]).toEqual([subgraph, []]);
    expect(
      await platform.rows('trust', "select state from DataRequest where accountId = ? and kind = 'erasure'", [
        accountId,
      ]),
    ).toEqual([{ state: 'done' }]);
    // Who may see the order sees that there is nobody any longer; the trade itself stays.
    const { tradeOrders } = await ask(
      tokenOf('operator-admin'),
      '{ tradeOrders(first: 100) { edges { node { id totalFen } } } }',
    ).catch(() => ({ tradeOrders: null }));
    if (tradeOrders) expect(tradeOrders.edges.map(({ node }: any) => node.id)).toContain(order['id']);
    await expect(contextOf('orders').vault.seal(accountId, '又来')).rejects.toThrow('destroyed');
  }, 120_000);
});
