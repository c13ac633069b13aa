import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { defineEntity, p } from '@mikro-orm/core';
import { pino } from 'pino';
import { Ctx, Mutation, Query, Resolver, Arg, Int } from 'type-graphql';
import type { Context } from '../data/context.ts';
import { EventDelivery, Outbox } from '../data/entities.ts';
import { defineEvent, type EventEnvelope } from './event.ts';
import { ok } from '../rules/outcome.ts';
import type { Transport } from './peers.ts';
import { permit } from '../rules/permissions.ts';
import { z } from '../rules/validate.ts';
import { DELIVERY_ATTEMPTS_MAX, on, RELAY_BATCH_MAX, relayOnce } from './relay.ts';
import type { Manifest } from '../serving/subgraph.ts';
import { account, testSubgraph, type TestSubgraph } from '../serving/testing.ts';

const told = defineEvent('teller.thing-told.v1', { consumers: ['hearer'], payload: z.object({ n: z.number() }) });
@Resolver()
class TellerResolver {
  @Query(() => Boolean)
  here(): boolean {
    return true;
  }
  @Mutation(() => Boolean)
  async tell(
    @Ctx() context: Context,
    @Arg('about', () => String) about: string,
    @Arg('times', () => Int) times: number,
  ): Promise<boolean> {
    const outcome = await context.transaction(async (tx) => {
      for (let n = 1; n <= times; n++) tx.publish(told, { type: 'thing', id: about }, { n });
      return ok(null);
    });
    return outcome.ok;
  }
}
const Heard = defineEntity({
  name: 'Heard',
  properties: { id: p.integer().primary().autoincrement(), what: p.string() },
});
const poisonous = new Set<string>();
const gone = new Set<string>();
const hear = on(told, 'hear', async (_context: Context, tx, { n }, _prepared, event) => {
  if (poisonous.has(`${event.aggregateId}${n}`)) throw new Error('poison');
  if (gone.has(`${event.aggregateId}${n}`))
    throw Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:3306'), { code: 'ECONNREFUSED' });
  await tx.em.insert(Heard, { what: `${event.aggregateId}${n}` });
});
const manifest: Manifest = {
  name: 'teller',
  resolvers: [TellerResolver],
  references: {},
  permissions: { Query: { here: permit.anyone }, Mutation: { tell: permit.anyone } },
  entities: [Heard],
  migrationsPath: '',
  reactions: [hear],
  edges: [],
  jobs: [],
  evidence: {},
  services: () => ({}),
};

describe('the relay', () => {
  let room: TestSubgraph;
  let reachable: boolean;
  const log = pino({ level: 'silent' });
  const deliver = async (_to: string, events: readonly EventEnvelope[]) => {
    if (!reachable) throw new Error('connect ECONNREFUSED');
    return room.subgraph.receive(events, { kind: 'peer', id: 'teller', grants: [] });
  };
  const round = async (transport: Partial<Transport> = { deliver }) =>
    (
      await relayOnce(
        {
          name: 'teller',
          orm: room.subgraph.orm,
          clock: room.clock,
          log,
          openOwn: (text) => text,
          transport: transport as Transport,
        },
        'hearer',
      )
    ).delivered;
  const tell = (about: string, times: number) =>
    room.graph(account('me'), 'mutation($about: String!, $times: Int!) { tell(about: $about, times: $times) }', {
      about,
      times,
    });
  const heard = async () =>
    (await room.subgraph.orm.em.fork().find(Heard, {}, { orderBy: { id: 'asc' } })).map(({ what }) => what);
  const rows = () => room.subgraph.orm.em.fork().find(EventDelivery, {}, { orderBy: { id: 'asc' } });

  beforeEach(async () => {
    poisonous.clear();
    reachable = true;
    room = await testSubgraph(manifest);
  });
  afterEach(() => room.close());

  it('lets nothing of an aggregate pass a failed event, in the same batch or later, and counts only the failed one', async () => {
    poisonous.add('a2');
    await tell('a', 3);
    await tell('b', 1);
    expect(await round()).toBe(2);
    expect(await heard()).toEqual(['a1', 'b1']);
    expect((await rows()).map(({ state, attempts }) => [state, attempts])).toEqual([
      [1, 0],
      [0, 1],
      [0, 0],
      [1, 0],
    ]);
    expect(await round()).toBe(0);
    poisonous.clear();
    room.clock.advance(60_000);
    await round();
    expect(await heard()).toEqual(['a1', 'b1', 'a2', 'a3']);
  });

  it('goes on with the others behind more parked events than a round looks at', async () => {
    poisonous.add('a1');
    await tell('a', RELAY_BATCH_MAX * 12);
    await tell('b', 1);
    for (let attempt = 0; attempt < DELIVERY_ATTEMPTS_MAX; attempt++) {
      await round();
      // While the first of `a` is not due again, the rest of it leaves the round to others.
      if (attempt === 0) expect(await round()).toBe(1);
      room.clock.advance(60_000);
    }
    expect(await heard()).toEqual(['b1']);
    expect((await rows())[0]).toMatchObject({ state: 2, attempts: DELIVERY_ATTEMPTS_MAX, lastError: 'Error: poison' });
    await tell('c', 1);
    await round();
    expect(await heard()).toEqual(['b1', 'c1']);
  });

  it('publishes nothing that is not what the event says, and commits nothing with it', async () => {
    const context = room.subgraph.contextFor(account('me'), 'test');
    const publish = (payload: object) =>
      context.transaction(async (tx) => {
        tx.publish(told, { type: 'thing', id: 'a' }, { n: 1 });
        tx.publish(told, { type: 'thing', id: 'a' }, payload as { n: number });
        return ok(null);
      });
    await expect(publish({ n: 'secret' })).rejects.toThrow('not a payload of teller.thing-told.v1: n (invalid_type)');
    expect(await rows()).toEqual([]);
    expect((await publish({ n: 2, name: '王小明' })).ok).toBe(true);
    const outbox = await room.subgraph.orm.em.fork().find(Outbox, {}, { orderBy: { id: 'asc' } });
    expect(outbox.map(({ payload }) => payload)).toEqual(['{"n":1}', '{"n":2}']);
  });

  it('takes more events in one transaction than a statement has places for', async () => {
    const many = 6000;
    await tell('a', many);
    expect(await room.subgraph.orm.em.fork().count(Outbox)).toBe(many);
    expect(await room.subgraph.orm.em.fork().count(EventDelivery)).toBe(many);
  });

  it('refuses what arrives as something else, counts it against that event alone, and takes what says more', async () => {
    await tell('a', 2);
    await tell('b', 1);
    const outbox = await room.subgraph.orm.em.fork().find(Outbox, {}, { orderBy: { id: 'asc' } });
    const [first, , other] = outbox.map(({ id }) => id);
    await room.subgraph.orm.em.fork().nativeUpdate(Outbox, { id: first }, { payload: '{"n":"one"}' });
    await room.subgraph.orm.em.fork().nativeUpdate(Outbox, { id: other }, { payload: '{"n":7,"added":"later"}' });
    expect(await round()).toBe(1);
    expect(await heard()).toEqual(['b7']);
    expect((await rows()).map(({ state, attempts, lastError }) => [state, attempts, lastError])).toEqual([
      [0, 1, 'Error: not a payload of teller.thing-told.v1: n (invalid_type)'],
      [0, 0, null],
      [1, 0, null],
    ]);
  });

  it('counts nothing against an event whose consumer cannot be reached', async () => {
    await tell('a', 1);
    reachable = false;
    for (let attempt = 0; attempt < DELIVERY_ATTEMPTS_MAX * 2; attempt++)
      await expect(round()).rejects.toThrow('ECONNREFUSED');
    reachable = true;
    expect(await round()).toBe(1);
  });

  it("counts nothing against an event whose consumer's database is away, and goes on with the others", async () => {
    gone.add('a1');
    await tell('a', 2);
    await tell('b', 1);
    for (let attempt = 0; attempt < DELIVERY_ATTEMPTS_MAX * 2; attempt++) {
      await round();
      room.clock.advance(60_000);
    }
    expect(await heard()).toEqual(['b1']);
    expect((await rows()).map(({ state, attempts }) => [state, attempts])).toEqual([
      [0, 0],
      [0, 0],
      [1, 0],
    ]);
    gone.clear();
    await round();
    expect(await heard()).toEqual(['b1', 'a1', 'a2']);
  });

  it('changes nothing that another has settled while it was paused', async () => {
    await tell('a', 1);
    const late = round({
      async deliver(_to, events) {
        expect(await round()).toBe(1);
        return events.map(({ id }) => ({ id, ok: false as const, error: 'too late' }));
      },
    });
    expect(await late).toBe(0);
    expect((await rows()).map(({ state, attempts, lastError }) => [state, attempts, lastError])).toEqual([
      [1, 0, null],
    ]);
    expect(await heard()).toEqual(['a1']);
  });
});
