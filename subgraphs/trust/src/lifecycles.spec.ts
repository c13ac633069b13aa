import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EntityName } from '@mikro-orm/core';
import type { Actor } from '@heitu/kit/rules/actor';
import { entities } from './context.ts';
import { ASK_LIFETIME_MS } from './delegation/delegation.policy.ts';
import { trust } from './index.ts';
import { jobs } from './jobs.ts';
import { openTrust, SELLER, type TrustRoom } from './testing/trust-room.fixture.ts';

const STATION = 'PARTY0STATION';
const GRANT = `mutation($input: GrantDelegationInput!) { grantDelegation(input: $input) { ... on DelegationSaved { delegationId } ... on GrantDelegationRefused { code } } }`;
const ASK = `mutation($input: AskDelegationInput!) { askDelegation(input: $input) { ... on DelegationAsked { delegationId } } }`;

describe('lifecycles of trust', () => {
  const moved = trust.lifecycles!;
  const nameOf = (entity: EntityName) => (entity as EntityName & { name: string }).name;

  it('are there for every row that has a state', () => {
    const stateful = entities.filter(({ properties }) => 'state' in properties).map(({ name }): string => name);
    expect(moved.map(({ entity }) => nameOf(entity))).toEqual(expect.arrayContaining(stateful));
    expect(stateful).toContain('Complaint');
  });

  it('name jobs that there are', () => {
    const named = moved.flatMap(({ lifecycle }) =>
      Object.values(lifecycle.states).flatMap((rule) => ('then' in rule && 'job' in rule.then ? [rule.then.job] : [])),
    );
    expect(jobs.map(({ name }) => name)).toEqual(expect.arrayContaining(named));
    expect(named).toContain('lapse-delegations');
  });
});

describe('a delegation', () => {
  let room: TrustRoom;
  let farmer: Actor;
  let agent: Actor;
  beforeEach(async () => {
    room = await openTrust();
    farmer = await room.owner('farmer', SELLER, 'farmer');
    agent = await room.owner('keeper', STATION, 'station');
  });
  afterEach(() => room.close());

  const rowNow = async () => {
    await room.subgraph.runOnce();
    const [row] = await room.subgraph.orm.em
      .fork()
      .execute('select state, endedAtMs, activeFor, codeDueAtMs from `Delegation` order by id');
    return row;
  };

  it('that nobody answers with the code ends when its minutes are over', async () => {
    await room.graph(agent, ASK, {
      input: { requestId: 'a1', phone: '13904510001', rights: ['ORDERS'], until: '2026-12-24' },
    });
    const askedAtMs = room.clock.now();
    room.clock.advance(ASK_LIFETIME_MS - 1);
    expect(await rowNow()).toMatchObject({ state: 'asked', endedAtMs: null });
    room.clock.advance(1);
    expect(await rowNow()).toMatchObject({ state: 'ended', endedAtMs: askedAtMs + ASK_LIFETIME_MS, codeDueAtMs: null });
  });

  it('whose day has passed ends, and lets another be given', async () => {
    const grant = (requestId: string, until: string) =>
      room.graph(farmer, GRANT, {
        input: { requestId, partyId: SELLER, agentAccountId: agent.id, rights: ['ORDERS'], until },
      });
    await grant('d1', '2026-11-25');
    room.clock.set('2026-11-25T15:59:59.999Z');
    expect(await rowNow()).toMatchObject({ state: 'active', endedAtMs: null, activeFor: `${SELLER} ${agent.id}` });
    room.clock.set('2026-11-25T16:00:00Z');
    const ended = { state: 'ended', endedAtMs: Date.parse('2026-11-25T16:00:00Z'), activeFor: null };
    expect(await rowNow()).toMatchObject(ended);
    expect(await grant('d2', '2026-12-24')).toMatchObject({ grantDelegation: { delegationId: expect.any(String) } });
  });
});
