import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { defineEntity } from '@mikro-orm/core';
import { Arg, Ctx, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { ANONYMOUS, type Actor } from '../rules/actor.ts';
import { idsIn } from './acts.ts';
import type { Context } from '../data/context.ts';
import { actRecord, type ActRecord } from './act-record.ts';
import { column } from '../data/entities.ts';
import { defineEvent } from '../messages/event.ts';
import { mutationResult } from '../rules/graphql.ts';
import { idFrom } from '../rules/ids.ts';
import { commonRefusals, ok, refuse } from '../rules/outcome.ts';
import { permit } from '../rules/permissions.ts';
import type { Edge, Manifest } from '../serving/subgraph.ts';
import { account, testSubgraph, type TestSubgraph } from '../serving/testing.ts';

const Parcel = defineEntity({ name: 'Parcel', properties: { id: column.id().primary() } });
type PostContext = Context<readonly [typeof Parcel]>;
const refusals = { ...commonRefusals, TOO_HEAVY: { message: '太重', clause: '8.4.1' } } as const;

@ObjectType('Parcel')
class ParcelView {
  @Field(() => ID) id: string;
}
const result = mutationResult('Post', ParcelView, refusals);

async function post(context: PostContext, id: string, heavy: boolean) {
  return context.transaction(
    async (tx) => {
      await tx.em.insert(Parcel, { id });
      tx.audit({ type: 'parcel', id, clause: '8.4.1', reason: 'looked at by hand' });
      return heavy ? refuse(refusals, 'TOO_HEAVY') : ok({ id });
    },
    { id, input: { id, heavy } },
  );
}

@Resolver()
class PostResolver {
  @Query(() => Int)
  nothing(): number {
    return 0;
  }
  @Mutation(() => result.type)
  async post(
    @Ctx() context: PostContext,
    @Arg('parcelId', () => ID) parcelId: string,
    @Arg('heavy', () => Boolean) heavy: boolean,
  ) {
    return result.of(await post(context, parcelId, heavy));
  }
  @Mutation(() => Boolean)
  burn(): boolean {
    return true;
  }
}

const drop: Edge = {
  method: 'POST',
  path: '/drop',
  handle: async () => ({ status: 422, body: JSON.stringify({ code: 'NOT_A_PARCEL' }) }),
};
const actRecorded = defineEvent('post.act-recorded.v1', {
  consumers: ['trust'],
  sealed: ['from', 'reason'],
  payload: actRecord,
});
const manifest: Manifest = {
  name: 'post',
  resolvers: [PostResolver],
  references: {},
  permissions: {
    Query: { nothing: permit.anyone },
    Mutation: { post: permit.role('clerk', 'master'), burn: permit.role('master') },
    Parcel: permit.anyone,
    PostRefused: permit.anyone,
  },
  entities: [Parcel],
  migrationsPath: '',
  reactions: [],
  edges: [drop],
  jobs: [],
  evidence: {},
  services: () => ({}),
  actRecorded,
};

describe('the record of acts', () => {
  let room: TestSubgraph;
  const A = idFrom('parcel a');
  const B = idFrom('parcel b');
  const clerk: Actor = {
    ...account(
      'clerk',
      { role: 'consumer' },
      { role: 'clerk', partyId: 'POSTOFFICE' },
      { role: 'gardener', partyId: 'GARDEN' },
    ),
    sessionId: 'SESSION',
    from: '203.0.113.9',
    delegation: { id: 'DELEGATION', delegatorId: 'farmer' },
  };
  const POST = 'mutation($id: ID!, $heavy: Boolean!) { post(parcelId: $id, heavy: $heavy) { __typename } }';
  beforeEach(async () => {
    room = await testSubgraph(manifest);
  });
  afterEach(() => room.close());
  const records = async () => {
    await room.subgraph.runOnce();
    return room.sent.splice(0).map(({ event }) => event.payload as ActRecord);
  };
  const parcels = async () =>
    ((await room.subgraph.orm.em.fork().execute('select count(*) as n from Parcel')) as { n: number }[])[0]!.n;

  it('says who did what, when, from where, by which role, for whom and under which clause, without another statement', async () => {
    room.statements.reset();
    await room.graph(clerk, POST, { id: A, heavy: false });
    // Parcel, claim with its answer, event, its delivery.
    expect(room.statements.list()).toHaveLength(4);
    expect(await records()).toEqual([
      {
        kind: 'act',
        outcome: 'done',
        operation: 'post',
        requestId: expect.any(String),
        actorKind: 'account',
        actorId: 'clerk',
        roles: ['clerk'],
        parties: ['POSTOFFICE'],
        sessionId: 'SESSION',
        from: '203.0.113.9',
        delegation: { id: 'DELEGATION', delegatorId: 'farmer' },
        subject: [{ type: 'parcel', id: A, clause: '8.4.1', reason: 'looked at by hand' }],
      },
    ]);
    await room.graph(clerk, POST, { id: A, heavy: false });
    expect(await records()).toEqual([]);
  });

  it('records what was refused by a value or by a rule before it answers, and changes nothing else', async () => {
    await room.graph(clerk, POST, { id: A, heavy: true });
    const outbox = (await room.subgraph.orm.em.fork().execute('select payload from Outbox')) as { payload: string }[];
    expect(JSON.parse(outbox[0]!.payload)).toMatchObject({
      kind: 'act',
      outcome: 'refused',
      operation: 'post',
      code: 'TOO_HEAVY',
      clause: '8.4.1',
      actorId: 'clerk',
      from: expect.stringMatching(/^sealed-own:/),
      subject: [{ type: 'parcel', id: A }],
    });
    expect(await parcels()).toBe(0);
    await records();
    expect((await room.graphWithErrors(clerk, 'mutation { burn }')).errors).toHaveLength(1);
    expect(await records()).toMatchObject([{ outcome: 'refused', operation: 'burn', code: 'FORBIDDEN', subject: [] }]);
    await room.graph({ ...clerk, kind: 'client' }, POST, { id: A, heavy: true });
    expect(await records()).toMatchObject([{ outcome: 'refused', actorKind: 'client' }]);
  });

  it('lies in the outbox with its words and addresses sealed, and leaves with them open', async () => {
    await room.graph(clerk, POST, { id: A, heavy: false });
    const [row] = (await room.subgraph.orm.em.fork().execute('select payload from Outbox')) as { payload: string }[];
    expect(row!.payload).not.toMatch(/203\.0\.113|looked at by hand/);
    expect(JSON.parse(row!.payload).subject).toEqual([
      { type: 'parcel', id: A, clause: '8.4.1', reason: expect.stringMatching(/^sealed-own:/) },
    ]);
    expect(await records()).toMatchObject([{ from: '203.0.113.9', subject: [{ reason: 'looked at by hand' }] }]);
    // What merely looks sealed, or was sealed by another, leaves as it is.
    for (const text of ['sealed-own:', 'sealed-own:AAAA', `sealed-own:${'A'.repeat(60)}`]) {
      await room.graph({ ...clerk, sessionId: text }, POST, { id: idFrom(text), heavy: false });
      expect(await records()).toMatchObject([{ sessionId: text }]);
    }
  });

  it('keeps nothing of what strangers and peers are refused', async () => {
    expect((await room.graphWithErrors(ANONYMOUS, POST, { id: A, heavy: true })).errors).toHaveLength(1);
    expect(
      (await room.graphWithErrors({ kind: 'peer', id: 'orders', grants: [] }, 'mutation { burn }')).errors,
    ).toHaveLength(1);
    expect(await records()).toEqual([]);
  });

  it('names each mutation of a document, aliased or in a fragment, by its own name', async () => {
    const both = `mutation($a: ID!, $b: ID!) { harmless: burn ...F } fragment F on Mutation { post(parcelId: $a, heavy: true) { __typename } again: post(parcelId: $b, heavy: false) { __typename } }`;
    await room.graphWithErrors({ ...clerk, grants: [...clerk.grants, { role: 'master' }] }, both, { a: A, b: B });
    expect((await records()).map(({ operation, outcome, subject }) => [operation, outcome, subject[0]?.id])).toEqual([
      ['post', 'refused', A],
      ['post', 'done', B],
    ]);
  });

  it('records a refused upload of somebody signed in', async () => {
    await room.subgraph.edge(
      { method: 'POST', path: '/drop', query: {}, headers: {}, body: Buffer.alloc(0) },
      clerk,
      'request',
    );
    await room.subgraph.edge(
      { method: 'POST', path: '/drop', query: {}, headers: {}, body: Buffer.alloc(0) },
      ANONYMOUS,
      'request',
    );
    expect(await records()).toMatchObject([
      { operation: 'edge /drop', outcome: 'refused', code: 'NOT_A_PARCEL', requestId: 'request' },
    ]);
  });

  it('takes only what has the form of our ids from arguments', () => {
    const order = idFrom('order');
    expect(
      idsIn({
        input: {
          orderId: order,
          phone: '13800001234',
          nameId: '王小明',
          lines: [{ skuId: order, id: 'x' }],
          shipmentIds: [order, 'no'],
          id: order,
          note: order,
        },
      }),
    ).toEqual([
      { type: 'order', id: order },
      { type: 'sku', id: order },
      { type: 'shipment', id: order },
      { type: 'named', id: order },
    ]);
    expect(idsIn({ input: { lines: Array.from({ length: 500 }, () => ({ skuId: order })) } })).toHaveLength(10);
  });
});
