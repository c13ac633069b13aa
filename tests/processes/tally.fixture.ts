import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineEntity, p } from '@mikro-orm/core';
import { Arg, Ctx, Field, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '@heitu/kit/data/context';
import { column } from '@heitu/kit/data/entities';
import { movesOf } from '@heitu/kit/data/moves';
import { defineEvent } from '@heitu/kit/messages/event';
import { lifecycleOf } from '@heitu/kit/rules/lifecycle';
import { ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { on } from '@heitu/kit/messages/relay';
import type { Job, Manifest } from '@heitu/kit/serving/subgraph';

/** No migrations: the tests make the schema from the entities. */
const noMigrations = mkdtempSync(join(tmpdir(), 'heitu-tally-'));
process.on('exit', () => rmSync(noMigrations, { recursive: true, force: true }));

/**
 * A small subgraph that counts what is done to it. Nothing is unique where doing something twice would show as a second
 * row.
 */
const Line = defineEntity({
  name: 'Line',
  tableName: 'Line',
  properties: {
    name: column.code().primary(),
    n: column.integer(),
    /**
     * How long who works on a mark of this line waits between looking and doing; its marks are weighed too, which waits
     * as long.
     */
    waitMs: p.integer().default(0),
    /** Its marks cannot be weighed while this is set. */
    sour: p.integer().default(0),
  },
});
/** Who has looked at something, and waits now before it does something about it: where a test may interrupt it. */
const Looked = defineEntity({
  name: 'Looked',
  tableName: 'Looked',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    line: column.code(),
    what: column.code(),
    process: p.integer(),
  },
});
const markLifecycle = lifecycleOf<'system', 'platform', never>()({
  name: 'mark',
  initial: 'new',
  states: { new: { text: '新', rests: 'the job takes it in its next run' }, finished: { text: '完', end: true } },
  transitions: [{ action: 'finish', from: ['new'], to: 'finished', by: ['system'], label: '办完' }],
});
const Mark = defineEntity({
  name: 'Mark',
  tableName: 'Mark',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    line: column.code(),
    n: column.integer(),
    state: column.state(markLifecycle),
  },
});
const marks = movesOf(Mark, markLifecycle);
const Applied = defineEntity({
  name: 'Applied',
  tableName: 'Applied',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    line: column.code(),
    n: column.integer(),
    process: p.integer(),
  },
});
const Finished = defineEntity({
  name: 'Finished',
  tableName: 'Finished',
  properties: { id: p.bigint('number').primary().autoincrement(), markId: p.bigint('number'), process: p.integer() },
});
const entities = [Line, Looked, Mark, Applied, Finished] as const;
export type TallyContext = Context<typeof entities>;

const payload = z.object({ line: z.string(), n: z.number() });
const marked = defineEvent('tally.line-marked.v1', { consumers: ['tally'], payload });
const heaped = defineEvent('tally.line-heaped.v1', { consumers: ['tally'], payload });
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

@ObjectType('Marked')
class Marked {
  @Field(() => Int) n: number;
}

@Resolver()
class TallyResolver {
  /** The next number of a line, and an event that says so. */
  @Mutation(() => Marked)
  async mark(
    @Ctx() context: TallyContext,
    @Arg('requestId', () => String) requestId: string,
    @Arg('line', () => String) line: string,
  ): Promise<Marked> {
    const outcome = await context.transaction(
      async (tx) => {
        await tx.rows
          .updateTable('Line')
          .set((is) => ({ n: is('n', '+', 1) }))
          .where('name', '=', line)
          .execute();
        const { n, waitMs } = await tx.rows
          .selectFrom('Line')
          .select(['n', 'waitMs'])
          .where('name', '=', line)
          .executeTakeFirstOrThrow();
        await tx.em.insert(Mark, { line, n, state: 'new' });
        tx.publish(marked, { type: 'line', id: line }, { line, n });
        if (waitMs > 0) tx.publish(heaped, { type: 'line', id: line }, { line, n });
        return ok({ n });
      },
      { id: requestId, input: { line } },
    );
    if (!outcome.ok) throw new Error(outcome.code);
    return outcome.value;
  }
  /** Carries no request id: one whose answer is lost cannot be sent again. */
  @Mutation(() => Int)
  async linger(@Arg('milliseconds', () => Int) milliseconds: number): Promise<number> {
    await sleep(milliseconds);
    return milliseconds;
  }
  @Query(() => Int)
  process(): number {
    return process.pid;
  }
}

/** Between looking and doing lies time enough for another to have done it. */
async function finishMarks(context: TallyContext): Promise<void> {
  const due = await context.rows
    .selectFrom('Mark as m')
    .innerJoin('Line as l', 'l.name', 'm.line')
    .select(['m.id', 'm.line', 'l.waitMs'])
    .where('m.state', '=', 'new')
    .orderBy('m.id')
    .limit(20)
    .execute();
  for (const { id, line, waitMs } of due) {
    if (waitMs > 0)
      await context.rows.insertInto('Looked').values({ line, what: 'finish', process: process.pid }).execute();
    await sleep(waitMs || 3);
    await context.transaction(async (tx) => {
      const { numUpdatedRows } = await tx.rows
        .updateTable('Mark')
        .$call(marks.along('finish'))
        .set({ line })
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows > 0n) await tx.em.insert(Finished, { markId: Number(id), process: process.pid });
      return ok(null);
    });
  }
}

/** What must be seen before a heap is weighed. */
async function lookAtHeap(context: TallyContext, { line }: { line: string }): Promise<void> {
  const { waitMs, sour } = await context.rows
    .selectFrom('Line')
    .select(['waitMs', 'sour'])
    .where('name', '=', line)
    .executeTakeFirstOrThrow();
  await context.rows.insertInto('Looked').values({ line, what: 'weigh', process: process.pid }).execute();
  await sleep(waitMs);
  if (sour) throw new Error(`${line} is sour`);
}

export const tally: Manifest = {
  name: 'tally',
  resolvers: [TallyResolver],
  references: {},
  permissions: {
    Query: { process: permit.anyone },
    Mutation: { mark: permit.anyone, linger: permit.anyone },
    Marked: permit.anyone,
  },
  entities,
  lifecycles: [marks],
  migrationsPath: noMigrations,
  reactions: [
    on(
      marked,
      'apply',
      async (_context: TallyContext, tx, { line, n }) =>
        void (await tx.em.insert(Applied, { line, n, process: process.pid })),
    ),
    on(
      heaped,
      'weigh',
      async (_context: TallyContext, tx, { line, n }) =>
        void (await tx.em.insert(Applied, { line: `${line} weighed`, n, process: process.pid })),
      lookAtHeap,
    ),
  ],
  edges: [],
  jobs: [{ name: 'finish-marks', everyMs: 50, run: finishMarks }] as Job[],
  evidence: {},
  services: () => ({}),
};
