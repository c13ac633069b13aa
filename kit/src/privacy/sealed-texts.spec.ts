import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { defineEntity } from '@mikro-orm/core';
import { Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../data/context.ts';
import { column } from '../data/entities.ts';
import { defineEvent } from '../messages/event.ts';
import { actRecord, type ActRecord } from './act-record.ts';
import { permit } from '../rules/permissions.ts';
import { Sealed, sealTexts } from './sealed-texts.ts';
import type { Manifest } from '../serving/subgraph.ts';
import { account, testSubgraph, type TestSubgraph } from '../serving/testing.ts';
import { ERASED_TEXT, NO_TEXT, type SealedText } from './vault.ts';

const Letter = defineEntity({
  name: 'Letter',
  properties: { id: column.id().primary(), authorId: column.reference(), body: column.sealedText().nullable() },
});
type LetterContext = Context<readonly [typeof Letter]>;

@ObjectType('Letter')
class LetterView {
  @Field() id: string;
  @Sealed('authorId') @Field(() => String, { nullable: true }) body: string | null;
}
@Resolver()
class LetterResolver {
  @Query(() => [LetterView])
  letters(@Ctx() context: LetterContext) {
    return context.rows.selectFrom('Letter').selectAll().orderBy('id').execute();
  }
}
const acts = defineEvent('letters.act-recorded.v1', { consumers: ['trust'], payload: actRecord });
const manifest: Manifest = {
  name: 'letters',
  resolvers: [LetterResolver],
  references: {},
  permissions: { Query: { letters: permit.signedIn }, Letter: permit.anyone },
  entities: [Letter],
  migrationsPath: '',
  reactions: [],
  edges: [],
  jobs: [],
  evidence: {},
  services: () => ({}),
  actRecorded: acts,
  sealedTexts: [{ entity: 'Letter', column: 'body', subject: 'authorId' }],
};
const plain = (text: string) => text as unknown as SealedText;

describe('texts that people wrote', () => {
  let room: TestSubgraph;
  let context: LetterContext;
  beforeEach(async () => {
    room = await testSubgraph(manifest);
    context = room.subgraph.contextFor(account('writer'), 'test') as unknown as LetterContext;
  });
  afterEach(() => room.close());
  const stored = async () =>
    (await context.rows.selectFrom('Letter').select('body').orderBy('id').execute()).map(
      ({ body }) => body as unknown as string | null,
    );
  const bodies = async (reader: string) =>
    (await room.graph<any>(account(reader), '{ letters { body } }')).letters.map(({ body }: any) => body);

  it('are sealed in the row and opened as they are answered, to others with a record', async () => {
    await context.em.insert(Letter, {
      id: '1',
      authorId: 'writer',
      body: await context.vault.sealText('writer', '请打13812345678'),
    });
    expect((await stored())[0]).not.toContain('13812345678');
    expect(await bodies('writer')).toEqual(['请打13812345678']);
    await room.subgraph.runOnce('relay');
    expect(room.sent).toEqual([]);
    expect(await bodies('reader')).toEqual(['请打13812345678']);
    await room.subgraph.runOnce('relay');
    expect(room.sent.map(({ event }) => (event.payload as unknown as ActRecord).reads)).toEqual([
      [{ subjectId: 'writer', fields: ['body'] }],
    ]);
    await context.vault.destroy('writer');
    expect(await bodies('reader')).toEqual([ERASED_TEXT]);
  });

  it('written before the column was sealed are read as they are, and sealed by the job, once', async () => {
    await context.em.insertMany(Letter, [
      { id: '1', authorId: 'a', body: plain('旧的一') },
      { id: '2', authorId: 'b', body: NO_TEXT },
      { id: '3', authorId: 'c', body: null },
      { id: '4', authorId: 'a', body: await context.vault.sealText('a', '新的') },
      { id: '5', authorId: 'gone', body: plain('人已注销') },
    ]);
    await context.vault.seal('gone', 'x');
    await context.vault.destroy('gone');
    const newer = (await stored())[3];
    expect(await bodies('a')).toEqual(['旧的一', '', null, '新的', '人已注销']);
    await room.subgraph.runOnce('seal-texts');
    expect(await stored()).toEqual([expect.stringMatching(/^sealed:/), '', null, newer, '']);
    expect(await bodies('a')).toEqual(['旧的一', '', null, '新的', '']);
    const sealed = await stored();
    await sealTexts(context as unknown as Context, manifest.sealedTexts!);
    expect(await stored()).toEqual(sealed);
  });

  it('a row that changes while the job seals it keeps what was written last', async () => {
    await context.em.insert(Letter, { id: '1', authorId: 'a', body: plain('旧') });
    const { vault } = context;
    const slow = Object.create(context, {
      vault: {
        value: {
          ...vault,
          sealText: async (...args: Parameters<typeof vault.sealText>) => {
            await context.em.nativeUpdate(Letter, { id: '1' }, { body: await vault.sealText('a', '新') });
            return vault.sealText(...args);
          },
        },
      },
    }) as Context;
    await sealTexts(slow, manifest.sealedTexts!);
    expect(await bodies('a')).toEqual(['新']);
  });
});
