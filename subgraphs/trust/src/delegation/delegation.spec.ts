import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { openTrust, SELLER, type TrustRoom } from '../testing/trust-room.fixture.ts';

const STATION = 'PARTY0STATION';
const PHONE = '13904510001';
const GRANT = `mutation($input: GrantDelegationInput!) { grantDelegation(input: $input) { __typename ... on DelegationSaved { delegationId } ... on GrantDelegationRefused { code clause details { path about } } } }`;
const ASK = `mutation($input: AskDelegationInput!) { askDelegation(input: $input) { __typename ... on DelegationAsked { delegationId expiresAt } ... on AskDelegationRefused { code } } }`;
const CONFIRM = `mutation($id: ID!, $code: String!) { confirmDelegation(input: { delegationId: $id, code: $code }) { __typename ... on DelegationSaved { delegationId } ... on ConfirmDelegationRefused { code message } } }`;
const END = `mutation($id: ID!) { endDelegation(input: { delegationId: $id }) { __typename ... on EndDelegationRefused { code } } }`;
const ACT = `mutation($id: ID!) { actFor(input: { delegationId: $id }) { __typename ... on ActingFor { token } ... on ActForRefused { code clause } } }`;
const LIST =
  '{ delegations { id state stateLabel rights partyId party { id } untilAt agent { id } delegator { id } } }';

describe('delegation', () => {
  let room: TrustRoom;
  let farmer: Actor;
  let agent: Actor;
  beforeEach(async () => {
    room = await openTrust();
    farmer = await room.owner('farmer', SELLER, 'farmer');
    agent = await room.owner('keeper', STATION, 'station');
  });
  afterEach(() => room.close());

  const terms = (more: object = {}) => ({
    requestId: 'd1',
    partyId: SELLER,
    agentAccountId: agent.id,
    rights: ['ORDERS'],
    until: '2026-12-24',
    ...more,
  });
  const grant = async (actor: Actor, more: object = {}) =>
    (await room.graph<any>(actor, GRANT, { input: terms(more) })).grantDelegation;
  const act = async (actor: Actor, id: string) => (await room.graph<any>(actor, ACT, { id })).actFor;
  const bindPhone = async (actor: Actor, phone: string) => {
    const bound = await room.graph<any>(
      actor,
      `mutation($c: String!) { bindPhoneWithWechat(input: { code: $c }) { __typename } }`,
      { c: `phone-${phone}` },
    );
    expect(bound.bindPhoneWithWechat.__typename).toBe('PhoneBound');
  };
  const ask = async (more: object = {}) =>
    (
      await room.graph<any>(agent, ASK, {
        input: { requestId: 'a1', phone: PHONE, rights: ['ORDERS'], until: '2026-12-24', ...more },
      })
    ).askDelegation;
  const confirm = async (id: string, code: string, actor = agent) =>
    (await room.graph<any>(actor, CONFIRM, { id, code })).confirmDelegation;

  it('opens a session that has the delegated rights only, with both names on it [11.5.de]', async () => {
    const { delegationId } = await grant(farmer, { rights: ['ORDERS', 'PRODUCTS', 'ORDERS'] });
    const { token } = await act(agent, delegationId);
    const delegate = await room.subgraph.authenticate(token);
    expect(delegate).toMatchObject({
      kind: 'account',
      id: agent.id,
      grants: [{ role: 'seller-staff', partyId: SELLER, rights: ['orders', 'products'] }],
      delegation: { id: delegationId, delegatorId: farmer.id },
    });
    const shown = {
      id: delegationId,
      state: 'ACTIVE',
      stateLabel: '在帮忙',
      rights: ['ORDERS', 'PRODUCTS'],
      partyId: SELLER,
      party: { id: SELLER },
      untilAt: '2026-12-24T16:00:00.000Z',
      agent: { id: agent.id },
      delegator: { id: farmer.id },
    };
    for (const side of [farmer, agent]) expect((await room.graph<any>(side, LIST)).delegations).toEqual([shown]);
    expect((await room.graph<any>(delegate!, '{ me { id roles grants { role rights } } }')).me).toEqual({
      id: agent.id,
      roles: ['SELLER_STAFF'],
      grants: [{ role: 'SELLER_STAFF', rights: ['ORDERS', 'PRODUCTS'] }],
    });
    // Both sides open the same page.
    for (const side of [farmer, agent])
      expect((await room.graph<any>(side, '{ stationAgents { accountId stationId } }')).stationAgents).toEqual([
        { accountId: agent.id, stationId: STATION },
      ]);
  });

  it('lets a delegate neither pass on nor change what was delegated, nor act as the person', async () => {
    const { delegationId } = await grant(farmer);
    const delegate = (await room.subgraph.authenticate((await act(agent, delegationId)).token))!;
    const before = await room.count('Delegation');
    const attempts: [string, object][] = [
      [GRANT, { input: terms({ requestId: 'd2' }) }],
      [ASK, { input: { requestId: 'a1', phone: PHONE, rights: ['ORDERS'], until: '2026-12-24' } }],
      [END, { id: delegationId }],
      [ACT, { id: delegationId }],
      [LIST, {}],
      ['{ addresses { id } }', {}],
    ];
    for (const [query, variables] of attempts)
      expect((await room.graphWithErrors(delegate, query, { ...variables })).errors![0]!.extensions!['code']).toBe(
        'FORBIDDEN',
      );
    expect(await room.count('Delegation')).toBe(before);
    expect((await room.graph<any>(agent, LIST)).delegations[0].state).toBe('ACTIVE');
  });

  it('never delegates money, papers, shop or staff', async () => {
    for (const right of ['FINANCE', 'SHOP', 'STAFF'])
      expect(await grant(farmer, { rights: ['ORDERS', right] })).toMatchObject({
        code: 'INVALID_INPUT',
        details: [{ path: ['rights', '1'] }],
      });
    await expect(grant(farmer, { rights: ['EVERYTHING'] })).rejects.toThrow('does not exist in \\"StaffRight\\" enum');
    expect(await grant(farmer, { rights: [] })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await room.count('Delegation')).toBe(0);
  });

  it("is for the party's owner to give, to an approved station's agent, within half a year", async () => {
    const stranger = await room.owner('other', 'PARTY0OTHER');
    const person = await room.signIn('nobody-in-particular');
    expect(await grant(stranger)).toMatchObject({ code: 'NOT_FOUND' });
    for (const agentAccountId of [person.actor.id, stranger.id, farmer.id, 'NOBODY'])
      expect(await grant(farmer, { agentAccountId })).toMatchObject({ code: 'AGENT_UNKNOWN', clause: '11.5.de' });
    for (const until of ['2026-11-24', '2027-05-28'])
      expect(await grant(farmer, { until })).toMatchObject({ code: 'UNTIL_OUT_OF_RANGE' });
    await room.tell('sellers', 'sellers.party-standing-changed.v1', {
      partyId: STATION,
      partyKind: 'station',
      inGoodStanding: false,
      reason: '备案过期',
      clause: '6.4',
    });
    expect(await grant(farmer)).toMatchObject({ code: 'AGENT_UNKNOWN' });
    expect(await room.count('Delegation')).toBe(0);
  });

  it('is over at the next authentication: ended by either side, expired, owner or station no longer', async () => {
    const open = async (requestId: string) => {
      const { delegationId } = await grant(farmer, { requestId });
      const { token } = await act(agent, delegationId);
      expect(await room.subgraph.authenticate(token)).not.toBeNull();
      return { delegationId, token };
    };
    for (const side of [farmer, agent]) {
      const { delegationId, token } = await open(`end-by-${side.id}`);
      expect((await room.graph<any>(side, END, { id: delegationId })).endDelegation.__typename).toBe('DelegationSaved');
      expect(await room.subgraph.authenticate(token)).toBeNull();
      expect(await act(agent, delegationId)).toMatchObject({ code: 'DELEGATION_ENDED', clause: '11.5.de' });
      expect((await room.graph<any>(side, END, { id: delegationId })).endDelegation.code).toBe('WRONG_STATE');
    }
    const station = await open('station');
    const standing = (inGoodStanding: boolean) =>
      room.tell('sellers', 'sellers.party-standing-changed.v1', {
        partyId: STATION,
        partyKind: 'station',
        inGoodStanding,
        reason: '',
        clause: null,
      });
    await standing(false);
    expect(await room.subgraph.authenticate(station.token)).toBeNull();
    await standing(true);
    expect(await room.subgraph.authenticate(station.token)).not.toBeNull();
    await room.tell('sellers', 'sellers.staff-changed.v1', {
      partyId: SELLER,
      accountId: farmer.id,
      role: 'seller-owner',
      rights: [],
      active: false,
    });
    expect(await room.subgraph.authenticate(station.token)).toBeNull();
  });

  it('ends with its day, even while a session on it is in use', async () => {
    const { delegationId } = await grant(farmer, { until: '2026-11-25' });
    room.clock.set('2026-11-25T15:30:00Z');
    const { token } = await act(agent, delegationId);
    room.clock.set('2026-11-25T15:59:59Z');
    expect(await room.subgraph.authenticate(token)).not.toBeNull();
    room.clock.set('2026-11-25T16:00:00Z');
    expect(await room.subgraph.authenticate(token)).toBeNull();
    expect((await room.graph<any>(farmer, LIST)).delegations[0]).toMatchObject({
      state: 'ENDED',
      stateLabel: '已结束',
    });
    expect(await act(agent, delegationId)).toMatchObject({ code: 'DELEGATION_ENDED' });
  });

  it('is not there for anybody else', async () => {
    const { delegationId } = await grant(farmer);
    const otherAgent = await room.owner('keeper-2', 'PARTY0STATION2', 'station');
    const otherOwner = await room.owner('other', 'PARTY0OTHER');
    expect(await act(otherAgent, delegationId)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await act(otherAgent, '01ARZ3NDEKTSV4RRFFQ69G5FAV')).toMatchObject({ code: 'NOT_FOUND' });
    for (const actor of [otherAgent, otherOwner]) {
      expect((await room.graph<any>(actor, END, { id: delegationId })).endDelegation.code).toBe('NOT_FOUND');
      expect((await room.graph<any>(actor, LIST)).delegations).toEqual([]);
    }
    expect((await room.graph<any>(farmer, LIST)).delegations[0].state).toBe('ACTIVE');
  });

  it("is given at the station by a code that reaches the owner's phone", async () => {
    await bindPhone(farmer, PHONE);
    const asked = await ask();
    expect(asked.__typename).toBe('DelegationAsked');
    expect((await room.graph<any>(agent, LIST)).delegations).toEqual([]);
    expect(await act(agent, asked.delegationId)).toMatchObject({ code: 'NOT_FOUND' });
    await room.subgraph.runOnce();
    await room.subgraph.runOnce();
    expect(room.sms.sent).toMatchObject([
      { phone: PHONE, template: 'delegation-code', params: { station: 'keeper的station', until: '2026-12-24' } },
    ]);
    const code = room.sms.sent[0]!.params['code']!;
    const wrong = code === '000000' ? '000001' : '000000';
    expect(await confirm(asked.delegationId, wrong)).toMatchObject({ code: 'CODE_REFUSED' });
    const otherAgent = await room.owner('keeper-2', 'PARTY0STATION2', 'station');
    expect(await confirm(asked.delegationId, code, otherAgent)).toMatchObject({ code: 'CODE_REFUSED' });
    // A code for a delegation binds no phone.
    expect(
      (
        await room.graph<any>(
          farmer,
          `mutation($i: BindPhoneInput!) { bindPhone(input: $i) { ... on BindPhoneRefused { code } } }`,
          { i: { phone: PHONE, code } },
        )
      ).bindPhone.code,
    ).toBe('CODE_REFUSED');
    const answers = await Promise.all([1, 2, 3].map(() => confirm(asked.delegationId, code)));
    expect(answers.filter((answer) => answer.__typename === 'DelegationSaved')).toHaveLength(1);
    expect(await act(agent, asked.delegationId)).toMatchObject({ __typename: 'ActingFor' });
    expect(
      (await room.graph<any>(farmer, '{ messages(first: 5) { edges { node { title } } } }')).messages.edges[0].node
        .title,
    ).toBe('代办已生效');
  });

  it("tells an agent nothing of a phone that is no owner's", async () => {
    const known = await ask({ requestId: 'a2', phone: '13904510009' });
    expect(known).toEqual({
      __typename: 'DelegationAsked',
      delegationId: expect.any(String),
      expiresAt: expect.any(String),
    });
    await room.subgraph.runOnce();
    expect(room.sms.sent).toEqual([]);
    const nobodys = await confirm(known.delegationId, '123456');
    await bindPhone(farmer, PHONE);
    expect(nobodys).toEqual(await confirm((await ask()).delegationId, '123456'));
  });

  it('counts tries and asks, and forgets what was not confirmed in time', async () => {
    await bindPhone(farmer, PHONE);
    const { delegationId } = await ask();
    await room.subgraph.runOnce();
    const code = room.sms.sent[0]!.params['code']!;
    await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        confirm(delegationId, String(i).padStart(6, '0') === code ? '999999' : String(i).padStart(6, '0')),
      ),
    );
    expect(await confirm(delegationId, code)).toMatchObject({ code: 'CODE_REFUSED' });
    const late = await ask({ requestId: 'late' });
    room.clock.advance(2 * MINUTE_MS);
    await room.subgraph.runOnce();
    room.clock.advance(9 * MINUTE_MS);
    expect(await confirm(late.delegationId, room.sms.sent.at(-1)!.params['code']!)).toMatchObject({
      code: 'CODE_REFUSED',
    });
    for (let i = 0; i < 38; i++)
      expect(await ask({ requestId: `many-${i}` })).toMatchObject({ __typename: 'DelegationAsked' });
    expect(await ask({ requestId: 'one-more' })).toMatchObject({ code: 'TOO_MANY_ASKS' });
    room.clock.advance(DAY_MS);
    expect(await ask({ requestId: 'next-day' })).toMatchObject({ __typename: 'DelegationAsked' });
  });
});
