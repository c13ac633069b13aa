import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { defineEntity } from '@mikro-orm/core';
import { GraphQLInt, printType } from 'graphql';
import { Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../data/context.ts';
import { column } from '../data/entities.ts';
import type { Manifest } from '../serving/subgraph.ts';
import { buildSubgraph } from '../serving/subgraph.ts';
import { account, testSubgraph, type TestSubgraph } from '../serving/testing.ts';
import { inOrder } from './graphql.ts';
import { mutationsOf, rowAfter } from './mutation.ts';
import { aboutThing, NOT_FOUND, ok, within, atField } from './outcome.ts';
import { permit } from './permissions.ts';
import { asScalar, identifier, line, named, z } from './validate.ts';

const Basket = defineEntity({
  name: 'Basket',
  properties: { id: column.id().primary(), ownerId: column.reference(), note: column.line(), eggs: column.integer() },
});
const entities = [Basket] as const;
type BasketContext = Context<typeof entities>;
const mutation = mutationsOf<BasketContext, '7.5.w'>();

@ObjectType('Basket')
class BasketView {
  @Field(() => ID) id: string;
  @Field() note: string;
  @Field(() => GraphQLInt) eggs: number;
}
async function basketsById({ rows }: BasketContext, ids: readonly string[]) {
  const found = await rows.selectFrom('Basket').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, ({ id }) => id, found);
}
const basketNow = rowAfter(BasketView, basketsById);

const packBasket = mutation({
  name: 'packBasket',
  description: 'Puts eggs into a basket.',
  may: permit.signedIn,
  input: z.object({
    note: line(20).describe('For whom.'),
    eggs: asScalar(GraphQLInt, z.number().int().min(1)),
    layers: z.array(named('LayerInput', z.object({ eggs: z.number() }))).nullish(),
  }),
  requestId: 'must',
  refusals: { TOO_MANY: { message: '篮子装不下', clause: '7.5.w' } },
  shows: basketNow,
  run: (context, { note, eggs }, refuse) =>
    context.transaction(async (tx) => {
      if (eggs > 30) return refuse('TOO_MANY', 'eggs');
      const id = context.newId();
      await tx.em.insert(Basket, { id, ownerId: context.actor.id, note, eggs });
      return ok({ id });
    }),
});
const addEgg = mutation({
  name: 'addEgg',
  may: permit.role('consumer'),
  input: z.object({ id: identifier() }),
  refusals: { NOT_FOUND },
  shows: basketNow,
  run: (context, { id }, refuse) =>
    context.transaction(async (tx) => {
      const basket = await tx.rows.selectFrom('Basket').select('eggs').where('id', '=', id).executeTakeFirst();
      if (!basket) return refuse('NOT_FOUND');
      await tx.em.nativeUpdate(Basket, { id }, { eggs: basket.eggs + 1 });
      return ok({ id });
    }),
});
const nameBasket = mutation({
  name: 'nameBasket',
  may: permit.role('consumer'),
  input: z.object({ id: identifier() }),
  remembers: 'never',
  refusals: { NOT_FOUND },
  shows: basketNow,
  // Its name is made of its id: a repeat makes the same.
  run: async (_context, { id }, refuse) =>
    id === 'none' ? refuse('NOT_FOUND', [aboutThing(id, '没有这个篮子')]) : ok({ id }),
});
const twoSteps = (name: string, remembers?: 'by-hand') =>
  mutation({
    name,
    may: permit.role('consumer'),
    input: z.object({ id: identifier() }),
    remembers,
    refusals: { NOT_FOUND },
    shows: basketNow,
    async run(context, { id }) {
      await context.transaction(async () => ok({ first: 'step' }));
      return context.transaction(async (tx) => {
        await tx.em.nativeUpdate(Basket, { id }, { note: 'both' });
        return ok({ id });
      }, remembers && context.request);
    },
  });

@Resolver()
class NoQueries {
  @Query(() => Boolean)
  nothing(): boolean {
    return true;
  }
}
const manifest: Manifest = {
  name: 'baskets',
  resolvers: [NoQueries],
  references: {},
  permissions: { Query: { nothing: permit.anyone }, Basket: permit.signedIn },
  mutations: [packBasket, addEgg, nameBasket, twoSteps('forgetful'), twoSteps('careful', 'by-hand')],
  entities,
  migrationsPath: '',
  reactions: [],
  edges: [],
  jobs: [],
  evidence: {},
  services: () => ({}),
};

describe('a mutation in one file', () => {
  let room: TestSubgraph;
  const ming = account('ming', { role: 'consumer' });
  beforeEach(async () => {
    room = await testSubgraph(manifest);
  });
  afterEach(() => room.close());
  const call = async (name: string, input: object, actor = ming): Promise<any> => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}`;
    const query = `mutation($input: ${type}Input!) { answer: ${name}(input: $input) {
      ... on Basket { id note eggs } ... on ${type}Refused { code message clause details { path about text } } } }`;
    return (await room.graph<any>(actor, query, { input })).answer;
  };

  it('makes the types of the API from its input and its refusals', () => {
    const { schema } = buildSubgraph(manifest);
    expect(printType(schema.getType('PackBasketInput')!)).toBe(
      'input PackBasketInput {\n  """For whom."""\n  note: String!\n  eggs: Int!\n  layers: [LayerInput!]\n  requestId: ID!\n}',
    );
    expect(printType(schema.getType('AddEggInput')!)).toBe('input AddEggInput {\n  id: ID!\n  requestId: ID\n}');
    expect(printType(schema.getType('AddEggRefusalCode')!).match(/^  [A-Z_]+$/gm)).toEqual([
      '  INVALID_INPUT',
      '  ERASED',
      '  REQUEST_ID_REUSED',
      '  NOT_FOUND',
    ]);
  });
  it('names only the codes that it can answer: where no request id is remembered, none was used before', () => {
    const { schema } = buildSubgraph(manifest);
    const type = schema.getType('NameBasketRefusalCode')!;
    expect(printType(type).match(/^  [A-Z_]+$/gm)).toEqual(['  INVALID_INPUT', '  ERASED', '  NOT_FOUND']);
    expect(type.description).toContain('ERASED stands in every list');
  });
  it('is refused as any other: the code as a reason, and where or about what', async () => {
    const query = (id: string) =>
      `mutation { nameBasket(input: { id: "${id}" }) { ... on Refusal { reason details { path about text } } } }`;
    expect(await room.graph<any>(ming, query('none'))).toEqual({
      nameBasket: { reason: 'NOT_FOUND', details: [{ path: null, about: 'none', text: '没有这个篮子' }] },
    });
    expect(await room.graph<any>(ming, query('no id'))).toEqual({
      nameBasket: { reason: 'INVALID_INPUT', details: [{ path: ['id'], about: null, text: '编号格式不对' }] },
    });
  });
  it('says where a wrong part of the input lies', () => {
    expect(within('skus.0.label', atField('memberFen', '太高'))).toEqual({
      path: ['skus', '0', 'label', 'memberFen'],
      text: '太高',
    });
  });
  it('lets in whom its rule lets in, and nobody else', async () => {
    await expect(call('addEgg', { id: 'any' }, account('hua', { role: 'seller-owner' }))).rejects.toThrow('您没有权限');
  });
  it('refuses what the schema refuses, and what it refuses itself at the field it names', async () => {
    expect(await call('packBasket', { note: '', eggs: 2, requestId: 'r' })).toMatchObject({
      code: 'INVALID_INPUT',
      details: [{ path: ['note'], text: '请填写' }],
    });
    expect(await call('packBasket', { note: '奶奶', eggs: 31, requestId: 'r' })).toEqual({
      code: 'TOO_MANY',
      message: '篮子装不下',
      clause: '7.5.w',
      details: [{ path: ['eggs'], about: null, text: '篮子装不下' }],
    });
  });
  it('does its work once for one request id, and refuses the same id for other work', async () => {
    const input = { note: '奶奶', eggs: 2, requestId: 'r1' };
    const first = await call('packBasket', input);
    expect(await call('packBasket', input)).toEqual(first);
    expect(await call('packBasket', { ...input, eggs: 3 })).toMatchObject({ code: 'REQUEST_ID_REUSED' });
    const rows = await room.subgraph.orm.em.fork().findAll(Basket);
    expect(rows.map(({ eggs }) => eggs)).toEqual([2]);
  });
  it('takes a request id where none is needed, too', async () => {
    const { id } = await call('packBasket', { note: '奶奶', eggs: 2, requestId: 'r1' });
    for (let i = 0; i < 2; i++) expect(await call('addEgg', { id, requestId: 'r2' })).toMatchObject({ eggs: 3 });
    expect(await call('addEgg', { id })).toMatchObject({ eggs: 4 });
  });
  it('says which of several transactions remembers the request, or fails', async () => {
    const { id } = await call('packBasket', { note: '奶奶', eggs: 2, requestId: 'r1' });
    await expect(call('forgetful', { id, requestId: 'r2' })).rejects.toThrow();
    for (let i = 0; i < 2; i++) expect(await call('careful', { id, requestId: 'r3' })).toMatchObject({ note: 'both' });
  });
});
