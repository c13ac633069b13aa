import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { defineEntity } from '@mikro-orm/core';
import { Arg, Args, Ctx, Directive, Field, ID, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { ANONYMOUS } from '../rules/actor.ts';
import type { Context } from '../data/context.ts';
import { column } from '../data/entities.ts';
import { defineEvent } from '../messages/event.ts';
import { PeerQuestion } from '../messages/question.ts';
import {
  connectionOf,
  decodeCursor,
  encodeCursor,
  inOrder,
  mutationResult,
  PageArgs,
  pageOf,
  pageSize,
} from '../rules/graphql.ts';
import { commonRefusals, ok, refuse } from '../rules/outcome.ts';
import { permit } from '../rules/permissions.ts';
import { on } from '../messages/relay.ts';
import type { Manifest } from './subgraph.ts';
import { account, testSubgraph, type TestSubgraph } from './testing.ts';
import { line, parse, z } from '../rules/validate.ts';

const Note = defineEntity({
  name: 'Note',
  properties: {
    id: column.id().primary(),
    ownerId: column.reference(),
    text: column.line(),
    createdAtMs: column.time(),
  },
});
const entities = [Note] as const;
type NotesContext = Context<typeof entities>;
const noteWritten = defineEvent('notes.note-written.v1', {
  consumers: ['notes', 'other'],
  payload: z.object({ noteId: z.string() }),
});
const refusals = { ...commonRefusals, TOO_RUDE: { message: '请文明用语', clause: '7.3.7.k' } } as const;

@Directive('@key(fields: "id")')
@ObjectType('Note')
class NoteView {
  @Field(() => ID) id: string;
  @Field() text: string;
}
const NoteConnection = connectionOf('Note', NoteView);
const result = mutationResult('WriteNote', NoteView, refusals);

async function notesById(context: NotesContext, ids: readonly string[]) {
  const rows = await context.rows
    .selectFrom('Note')
    .selectAll()
    .where('id', 'in', ids)
    .where('ownerId', '=', context.actor.id)
    .execute();
  return inOrder(ids, (row) => row.id, rows);
}

async function writeNote(context: NotesContext, input: { requestId: string; text: string }) {
  const valid = parse(z.object({ text: line(20), requestId: z.string() }), input);
  if (!valid.ok) return valid;
  return context.transaction(
    async (tx) => {
      const id = context.newId();
      await tx.em.insert(Note, {
        id,
        ownerId: context.actor.id,
        text: valid.value.text,
        createdAtMs: context.clock.now(),
      });
      if (input.text.includes('rude')) return refuse(refusals, 'TOO_RUDE');
      tx.publish(noteWritten, { type: 'note', id }, { noteId: id });
      return ok({ id, text: valid.value.text });
    },
    { id: input.requestId, input },
  );
}

@Resolver(() => NoteView)
class NoteResolver {
  @Query(() => NoteConnection)
  async notes(@Ctx() context: NotesContext, @Args(() => PageArgs) page: PageArgs) {
    const first = pageSize(page);
    const after = decodeCursor(page.after, 'string');
    const rows = await context.rows
      .selectFrom('Note')
      .selectAll()
      .where('ownerId', '=', context.actor.id)
      .$if(!!after, (query) => query.where('id', '>', after![0]))
      .orderBy('id')
      .limit(first + 1)
      .execute();
    return pageOf(rows, first, (row) => encodeCursor(row.id), page.after);
  }
  @Mutation(() => result.type)
  async writeNote(
    @Ctx() context: NotesContext,
    @Arg('requestId', () => String) requestId: string,
    @Arg('text', () => String) text: string,
  ) {
    return result.of(await writeNote(context, { requestId, text }));
  }
  @Mutation(() => Boolean)
  secret(): boolean {
    return true;
  }
}

const reacted: string[] = [];
const manifest: Manifest = {
  name: 'notes',
  resolvers: [NoteResolver],
  references: { Note: (context: NotesContext, key: { id: string }) => context.loader(notesById).load(key.id) },
  permissions: {
    Query: { notes: permit.signedIn },
    Mutation: { writeNote: permit.signedIn },
    Note: permit.anyone,
    NoteConnection: permit.anyone,
    NoteEdge: permit.anyone,
    WriteNoteRefused: permit.anyone,
  },
  entities,
  migrationsPath: '',
  reactions: [
    on(noteWritten, 'count', async (_context: NotesContext, _tx, payload) => void reacted.push(payload.noteId)),
  ],
  edges: [],
  jobs: [],
  evidence: {},
  services: () => ({}),
};

const WRITE = `mutation($id: String!, $text: String!) { writeNote(requestId: $id, text: $text) { __typename ... on Note { id text } ... on WriteNoteRefused { code message clause details { path about text } } } }`;
const me = account('me');

describe('a subgraph built with kit', () => {
  let room: TestSubgraph;
  beforeEach(async () => {
    reacted.length = 0;
    room = await testSubgraph(manifest);
  });
  afterEach(() => room.close());

  it('answers a mutation with a value, and the same request id with the same answer', async () => {
    const first = await room.graph<any>(me, WRITE, { id: 'r1', text: '你好' });
    expect(first.writeNote).toMatchObject({ __typename: 'Note', text: '你好' });
    expect(await room.graph<any>(me, WRITE, { id: 'r1', text: '你好' })).toEqual(first);
    expect((await room.graph<any>(me, WRITE, { id: 'r1', text: '另一句' })).writeNote).toMatchObject({
      code: 'REQUEST_ID_REUSED',
    });
    const page = await room.graph<any>(me, '{ notes { edges { node { text } } pageInfo { hasNextPage } } }');
    expect(page.notes.edges).toHaveLength(1);
  });

  it('rolls back what was written before a refusal, and says the clause', async () => {
    const answer = await room.graph<any>(me, WRITE, { id: 'r1', text: 'rude' });
    expect(answer.writeNote).toEqual({
      __typename: 'WriteNoteRefused',
      code: 'TOO_RUDE',
      message: '请文明用语',
      clause: '7.3.7.k',
      details: [],
    });
    expect((await room.graph<any>(me, '{ notes { edges { node { id } } } }')).notes.edges).toEqual([]);
    await room.subgraph.runOnce();
    expect(room.sent).toEqual([]);
  });

  it('tells which input was wrong, in Chinese', async () => {
    const { writeNote } = await room.graph<any>(me, WRITE, { id: 'r1', text: 'x'.repeat(21) });
    expect(writeNote).toMatchObject({
      code: 'INVALID_INPUT',
      details: [{ path: ['text'], text: expect.stringContaining('20') }],
    });
  });

  it('sends each event to each consumer and applies it once', async () => {
    const { writeNote } = await room.graph<any>(me, WRITE, { id: 'r1', text: 'a' });
    await room.subgraph.start();
    await room.subgraph.runOnce();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(room.sent.map(({ consumer }) => consumer).sort()).toEqual(['notes', 'other']);
    const event = room.sent[0]!.event;
    await room.receive('notes', event.type, event.payload as object, event.id);
    await room.receive('notes', event.type, event.payload as object, event.id);
    expect(reacted).toEqual([writeNote.id]);
  });

  it('denies by default, refuses the anonymous, and hides the rows of others through _entities', async () => {
    const { writeNote } = await room.graph<any>(me, WRITE, { id: 'r1', text: 'a' });
    expect((await room.graphWithErrors(me, 'mutation { secret }')).errors![0]!.extensions!['code']).toBe('FORBIDDEN');
    expect(
      (await room.graphWithErrors(ANONYMOUS, '{ notes { edges { node { id } } } }')).errors![0]!.extensions!['code'],
    ).toBe('UNAUTHENTICATED');
    const entities = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Note { text } } }`;
    const representations = [{ __typename: 'Note', id: writeNote.id }];
    expect((await room.graph<any>(me, entities, { r: representations }))._entities).toEqual([{ text: 'a' }]);
    expect((await room.graph<any>(account('you'), entities, { r: representations }))._entities).toEqual([null]);
  });

  it('ends what an answer did not wait for before it closes the database, and survives where that fails', async () => {
    const context = room.subgraph.contextFor(me, 'test') as unknown as NotesContext;
    let written: unknown;
    context.afterwards(
      new Promise((resolve) => setTimeout(resolve, 30)).then(
        async () => (written = await writeNote(context, { requestId: 'r9', text: 'late' })),
      ),
    );
    context.afterwards(Promise.reject(new Error('lost')));
    await room.subgraph.close();
    expect(written).toMatchObject({ ok: true });
  });

  it('never asks a peer inside a transaction', async () => {
    const context = room.subgraph.contextFor(me, 'test');
    await expect(
      context.transaction(async () => ok(await context.peers.query(new PeerQuestion('other', '{ a }'), {}))),
    ).rejects.toThrow('inside an open transaction');
  });
});
