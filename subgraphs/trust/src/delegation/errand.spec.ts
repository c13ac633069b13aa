import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { peerActor } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { openTrust, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { ASK_LIFETIME_MS } from './delegation.policy.ts';

const STATION = 'PARTY0STATION';
const PHONE = '13904510007';
const WHO = { phone: PHONE, name: '赵老根', divisionCode: '230184103', address: '辉煌村三组' };
const ASK = `mutation($input: AskErrandInput!) { askErrand(input: $input) { __typename ... on DelegationAsked { delegationId expiresAt } ... on AskErrandRefused { code } } }`;
const CONFIRM = `mutation($id: ID!, $code: String!) { confirmDelegation(input: { delegationId: $id, code: $code }) { __typename ... on ConfirmDelegationRefused { code } } }`;
const BUYING = `query($id: ID!, $agent: ID!) { errandUnderWay(errandId: $id, agentAccountId: $agent, errand: BUY) { accountId name phone address divisionCode stationPartyId stationName } }`;

describe('an errand at a station, for somebody without a smartphone [11.5.de]', () => {
  let room: TrustRoom;
  let agent: Actor;
  beforeEach(async () => {
    room = await openTrust();
    agent = await room.owner('keeper', STATION, 'station');
  });
  afterEach(() => room.close());

  let asks = 0;
  const ask = async (more: object = {}) =>
    (
      await room.graph<any>(agent, ASK, {
        input: { requestId: `e${++asks}`, errand: 'BUY', ...WHO, ...more },
      })
    ).askErrand;
  const confirm = async (id: string, code: string, actor = agent) =>
    (await room.graph<any>(actor, CONFIRM, { id, code })).confirmDelegation;
  const buying = async (id: string, agentId = agent.id) =>
    (await room.graph<any>(peerActor('orders'), BUYING, { id, agent: agentId })).errandUnderWay;
  const codeSent = async () => {
    await room.subgraph.runOnce();
    return room.sms.sent.at(-1)?.params['code'] ?? '';
  };
  const agreed = async (more: object = {}): Promise<string> => {
    const { delegationId } = await ask(more);
    expect(await confirm(delegationId, await codeSent())).toMatchObject({ __typename: 'DelegationSaved' });
    return delegationId as string;
  };
  const accounts = async () =>
    (await room.subgraph.orm.em
      .fork()
      .execute("select id, displayName, openidBlind, login from `Account` where displayName like '赵%'")) as any[];

  it('is theirs by the code that they read out, and the light account is made with it', async () => {
    const asked = await ask();
    expect(asked).toMatchObject({ __typename: 'DelegationAsked' });
    expect(await buying(asked.delegationId)).toBeNull();
    const code = await codeSent();
    expect(room.sms.sent).toMatchObject([
      { phone: PHONE, template: 'errand-code', params: { station: 'keeper的station', what: '替您下单买东西' } },
    ]);
    expect(await accounts()).toEqual([]);
    expect(await confirm(asked.delegationId, code === '000000' ? '000001' : '000000')).toMatchObject({
      code: 'CODE_REFUSED',
    });
    const other = await room.owner('keeper-2', 'PARTY0STATION2', 'station');
    expect(await confirm(asked.delegationId, code, other)).toMatchObject({ code: 'CODE_REFUSED' });
    expect(await accounts()).toEqual([]);
    const answers = await Promise.all([1, 2, 3].map(() => confirm(asked.delegationId, code)));
    expect(answers.filter(({ __typename }) => __typename === 'DelegationSaved')).toHaveLength(1);
    const [account] = await accounts();
    expect(account).toMatchObject({ displayName: '赵**', openidBlind: null, login: null });
    // Whoever it is reads their own name whole.
    const own: Actor = { kind: 'account', id: account.id, grants: [] };
    expect((await room.graph<any>(own, '{ me { displayName } }')).me.displayName).toBe(WHO.name);
    expect(await buying(asked.delegationId)).toEqual({
      ...WHO,
      accountId: account.id,
      stationPartyId: STATION,
      stationName: 'keeper的station',
    });
    expect(await buying(asked.delegationId, other.id)).toBeNull();
    // The next day's errand is the same person's.
    room.clock.advance(DAY_MS);
    expect(await buying(asked.delegationId)).toBeNull();
    expect(await buying(await agreed())).toMatchObject({ accountId: account.id });
    expect(await accounts()).toHaveLength(1);
  });

  it('says yes, by the code, to what was read out at the station: the agreement and the notice that bind now [10.5.cu]', async () => {
    await room.graph(
      staff('operator-admin'),
      'mutation { publishDocument(input: { requestId: "d", kind: MEMBER_AGREEMENT, title: "用户协议", text: "下单后付款。" }) { __typename } }',
    );
    const { accountId } = await buying(await agreed());
    const owed = async (who: string) =>
      (
        await room.graph<any>(
          peerActor('orders'),
          'query($a: ID!) { agreementsOwed(accountId: $a, partyIds: []) { agreement notice } }',
          { a: who },
        )
      ).agreementsOwed;
    expect(await owed(agent.id)).toMatchObject({ agreement: true });
    expect(await owed(accountId)).toEqual({ agreement: false, notice: false });
  });

  it('is for whoever has the phone already, and never for the agent themselves', async () => {
    const { actor } = await room.signIn('villager');
    const bind = (who: Actor, phone: string) =>
      room.graph(who, `mutation($c: String!) { bindPhoneWithWechat(input: { code: $c }) { __typename } }`, {
        c: `phone-${phone}`,
      });
    await bind(actor, PHONE);
    await bind(agent, '13904510008');
    expect(await buying(await agreed())).toMatchObject({ accountId: actor.id, name: WHO.name });
    expect(await ask({ phone: '13904510008' })).toMatchObject({ code: 'OWN_PHONE' });
  });

  it('leaves them an account that opens on any phone with that number, where nothing else was done with its WeChat', async () => {
    const { accountId } = await buying(await agreed());
    const bind = async (who: Actor) =>
      (
        await room.graph<any>(
          who,
          `mutation($c: String!) { bindPhoneWithWechat(input: { code: $c }) { ... on PhoneBound { accountId } ... on BindPhoneWithWechatRefused { code } } }`,
          { c: `phone-${PHONE}` },
        )
      ).bindPhoneWithWechat;
    const used = (await room.signIn('used')).actor;
    room.kept['orders'] = [{ what: '订单', why: '', untilMs: null }];
    expect(await bind(used)).toEqual({ code: 'OTHER_ORDERS' });
    room.down.add('orders');
    expect(await bind(used)).toEqual({ code: 'SUBGRAPH_SILENT' });
    room.down.clear();
    room.kept['orders'] = [];
    const { actor: fresh, token } = await room.signIn('fresh');
    expect(await bind(fresh)).toEqual({ accountId });
    // The session of the other account is over, and the same WeChat opens this one.
    expect(await room.subgraph.authenticate(token)).toBeNull();
    expect((await room.signIn('fresh')).actor.id).toBe(accountId);
    expect(await accounts()).toMatchObject([{ id: accountId, openidBlind: expect.any(String) }]);
  });

  describe('and one word by SMS', () => {
    const reply = async (text: string, phone = PHONE) => {
      const body = Buffer.from(JSON.stringify({ phone, text }));
      const request = { method: 'POST' as const, path: '/sms/reply', query: {}, headers: {}, body };
      return (await room.subgraph.edge(request, { kind: 'anonymous', id: '', grants: [] }, 'r')).status;
    };
    const words = async () =>
      (await room.events())
        .filter(({ type }) => type === 'trust.word-said.v1')
        .map(({ payload }) => [payload['accountId'], payload['word']]);
    const followed = (id: string, more: object) =>
      room.tell('orders', 'orders.word-followed.v1', { sent: 0, kept: 0, ...more }, id);
    const texts = () => room.sms.sent.filter(({ template }) => template !== 'errand-code');

    it('goes to what was bought, also once the errand is over, and nobody else’s word does', async () => {
      const id = await agreed();
      const { accountId } = await buying(id);
      await room.graph(agent, `mutation { endDelegation(input: { delegationId: "${id}" }) { __typename } }`);
      // The agent is done: what was bought is wanted.
      expect(await words()).toEqual([]);
      for (const text of ['停', '退。', '要', '不要停', '谢谢']) expect(await reply(text)).toBe(200);
      expect(await reply('停', '13904519999')).toBe(200);
      expect(await words()).toEqual([
        [accountId, 'stop'],
        [accountId, 'give-back'],
        [accountId, 'keep'],
      ]);
    });

    it('is theirs to say on a phone of their own, too', async () => {
      const { actor } = await room.signIn('villager');
      await room.graph(actor, `mutation($c: String!) { bindPhoneWithWechat(input: { code: $c }) { __typename } }`, {
        c: `phone-${PHONE}`,
      });
      const id = await agreed();
      const { endDelegation } = await room.graph<any>(
        { ...actor, grants: [...actor.grants, { role: 'seller-owner', partyId: 'PARTY0OWN' }] },
        `mutation { endDelegation(input: { delegationId: "${id}" }) { __typename } }`,
      );
      expect(endDelegation.__typename).toBe('DelegationSaved');
      expect(await words()).toEqual([[actor.id, 'stop']]);
    });

    it('is answered by SMS: asked until when, told what is too late, told that it comes', async () => {
      const { accountId } = await buying(await agreed());
      const untilMs = room.clock.now() + 2 * 3_600_000;
      await followed('W1', { accountId, asked: { orders: 2, paidFen: 11_800, untilMs }, sent: 1 });
      await room.subgraph.runOnce();
      expect(texts()).toEqual([
        {
          phone: PHONE,
          template: 'stop-ask',
          params: { what: '2单共118.00元', until: expect.stringMatching(/^2026-\d\d-\d\d \d\d:\d\d$/) },
        },
        { phone: PHONE, template: 'stop-late', params: { what: '1单' } },
      ]);
      await followed('W2', { accountId, kept: 2 });
      await followed('W2', { accountId, kept: 2 });
      await room.subgraph.runOnce();
      expect(texts().slice(2)).toEqual([{ phone: PHONE, template: 'order-step', params: { what: '好，照常给您送' } }]);
    });
  });

  it('lets the agent become nobody else', async () => {
    const id = await agreed();
    const { actFor } = await room.graph<any>(
      agent,
      `mutation($id: ID!) { actFor(input: { delegationId: $id }) { ... on ActForRefused { code } } }`,
      { id },
    );
    expect(actFor.code).toBe('DELEGATION_ENDED');
    const { delegations } = await room.graph<any>(agent, '{ delegations { errand forWhom rights availableActions } }');
    expect(delegations).toEqual([{ errand: 'BUY', forWhom: WHO.name, rights: [], availableActions: ['END'] }]);
  });

  it('is awaited by its agent alone while the code holds, and tells of no account before', async () => {
    const { actor } = await room.signIn('villager');
    await room.graph(actor, `mutation { bindPhoneWithWechat(input: { code: "phone-${PHONE}" }) { __typename } }`);
    const { delegationId } = await ask();
    const list = async (who: Actor) =>
      (await room.graph<any>(who, '{ delegations { id forWhom grantedAt delegator { id } availableActions } }'))
        .delegations;
    expect(await list(agent)).toEqual([
      { id: delegationId, forWhom: WHO.name, grantedAt: null, delegator: null, availableActions: ['CONFIRM', 'END'] },
    ]);
    expect(await list(await room.owner('keeper-2', 'PARTY0STATION2', 'station'))).toEqual([]);
    room.clock.advance(ASK_LIFETIME_MS);
    expect(await list(agent)).toEqual([]);
  });

  it('ends when the agent is done, when the station is approved no longer, and keeps nothing of them', async () => {
    const id = await agreed();
    const standing = (inGoodStanding: boolean) =>
      room.tell('sellers', 'sellers.party-standing-changed.v1', {
        partyId: STATION,
        partyKind: 'station',
        inGoodStanding,
        reason: '',
        clause: null,
      });
    await standing(false);
    expect(await buying(id)).toBeNull();
    await standing(true);
    expect(await buying(id)).not.toBeNull();
    await room.graph(agent, `mutation($id: ID!) { endDelegation(input: { delegationId: $id }) { __typename } }`, {
      id,
    });
    expect(await buying(id)).toBeNull();
    const rows = await room.subgraph.orm.em.fork().execute('select state, personSealed, activeFor from `Delegation`');
    expect(rows).toEqual([{ state: 'ended', personSealed: null, activeFor: null }]);
  });

  it('tells them by SMS of each step, with what it costs and the code to fetch it; who has WeChat is told there', async () => {
    const { accountId } = await buying(await agreed());
    const { actor: other } = await room.signIn('with-wechat');
    await room.graph(other, `mutation($c: String!) { bindPhoneWithWechat(input: { code: $c }) { __typename } }`, {
      c: 'phone-13904510003',
    });
    const sent = room.sms.sent.length;
    const bought = { checkoutId: 'C1', errandId: 'E1', agentAccountId: agent.id, stationPartyId: STATION };
    const order = (buyerAccountId: string, n: number) => ({ orderId: `O${n}`, orderNumber: `N${n}`, buyerAccountId });
    const paid = { checkoutId: 'C1', partyId: 'P', shopId: 'S', totalFen: 12850, confirmDueAtMs: 0 };
    await room.tell('orders', 'orders.bought-for.v1', {
      ...bought,
      orderId: 'O1',
      buyerAccountId: accountId,
      stationName: 'keeper的station',
      totalFen: 12850,
      payByMs: room.clock.now(),
    });
    for (const [n, who] of [accountId, other.id].entries()) {
      await room.tell('orders', 'orders.order-paid.v1', { ...order(who, n), ...paid });
      await room.tell('logistics', 'logistics.shipment-taken-over.v1', {
        shipmentId: 'S1',
        orderId: `O${n}`,
        afterSaleId: null,
        handoverId: 'H',
        carrierPartyId: 'C',
        trackingNumber: 'T',
        lots: [],
        productTemperatureCelsius: null,
        atMs: room.clock.now(),
      });
      await room.tell('logistics', 'logistics.shipment-at-station.v1', {
        shipmentId: 'S1',
        orderId: `O${n}`,
        buyerAccountId: who,
        stationPartyId: STATION,
        stationName: 'keeper的station',
        fetchByMs: room.clock.now() + DAY_MS,
        atMs: room.clock.now(),
      });
    }
    await room.subgraph.runOnce();
    const told = room.sms.sent.slice(sent);
    expect(told.every(({ phone }) => phone === PHONE)).toBe(true);
    expect(told.map(({ template, params }) => [template, params])).toEqual(
      expect.arrayContaining([
        ['bought-for-you', { what: '服务站替您下单，共128.50元' }],
        ['order-step', { what: '已发货' }],
        ['pickup-code', { station: 'keeper的station', code: '123456' }],
      ]),
    );
    expect(told).toHaveLength(3);
  });
});
