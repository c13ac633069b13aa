import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineEntity, p } from '@mikro-orm/core';
import { Arg, Ctx, Field, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '@heitu/kit/context';
import { column } from '@heitu/kit/entities';
import { defineEvent } from '@heitu/kit/event';
import { ok } from '@heitu/kit/outcome';
import { permit } from '@heitu/kit/permissions';
import { on } from '@heitu/kit/relay';
import type { Job, Manifest } from '@heitu/kit/subgraph';

/** No migrations: the tests make the schema from the entities. */
const noMigrations = mkdtempSync(join(tmpdir(), 'heitu-tally-'));
process.on('exit', () => rmSync(noMigrations, { recursive: true, force: true }));

/** A small subgraph that counts what is done to it. Nothing is unique where doing something twice would show as a second row. */
const Line = defineEntity({ name: 'Line', tableName: 'Line', properties: { name: column.code().primary(), n: column.integer() } });
const Mark = defineEntity({ name: 'Mark', tableName: 'Mark', properties: { id: p.bigint('number').primary().autoincrement(), line: column.code(), n: column.integer(), state: column.code() } });
const Applied = defineEntity({ name: 'Applied', tableName: 'Applied', properties: { id: p.bigint('number').primary().autoincrement(), line: column.code(), n: column.integer() } });
const Finished = defineEntity({ name: 'Finished', tableName: 'Finished', properties: { id: p.bigint('number').primary().autoincrement(), markId: p.bigint('number'), process: p.integer() } });
const entities = [Line, Mark, Applied, Finished] as const;
export type TallyContext = Context<typeof entities>;

const marked = defineEvent<{ line: string; n: number }>('tally.line-marked.v1', { consumers: ['tally'] });

@ObjectType('Marked')
class Marked {
  @Field(() => Int) n: number;
}

@Resolver()
class TallyResolver {
  /** The next number of a line, and an event that says so. */
  @Mutation(() => Marked)
  async mark(@Ctx() context: TallyContext, @Arg('requestId', () => String) requestId: string, @Arg('line', () => String) line: string): Promise<Marked> {
    const outcome = await context.transaction(async (tx) => {
      await tx.rows.updateTable('Line').set((is) => ({ n: is('n', '+', 1) })).where('name', '=', line).execute();
      const { n } = await tx.rows.selectFrom('Line').select('n').where('name', '=', line).executeTakeFirstOrThrow();
      await tx.em.insert(Mark, { line, n, state: 'new' });
      tx.publish(marked, { type: 'line', id: line }, { line, n });
      return ok({ n });
    }, { id: requestId, input: { line } });
    if (!outcome.ok) throw new Error(outcome.code);
    return outcome.value;
  }
  @Query(() => Int)
  async slow(@Arg('milliseconds', () => Int) milliseconds: number): Promise<number> {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    return milliseconds;
  }
  @Query(() => Int)
  process(): number {
    return process.pid;
  }
}

/** Between looking and doing lies time enough for another to have done it. */
async function finishMarks(context: TallyContext): Promise<void> {
  const due = await context.rows.selectFrom('Mark').select('id').where('state', '=', 'new').orderBy('id').limit(20).execute();
  for (const { id } of due) {
    await new Promise((resolve) => setTimeout(resolve, 3));
    await context.transaction(async (tx) => {
      const { numUpdatedRows } = await tx.rows.updateTable('Mark').set({ state: 'finished' }).where('id', '=', id).where('state', '=', 'new').executeTakeFirstOrThrow();
      if (numUpdatedRows > 0n) await tx.em.insert(Finished, { markId: Number(id), process: process.pid });
      return ok(null);
    });
  }
}

export const tally: Manifest = {
  name: 'tally',
  resolvers: [TallyResolver],
  references: {},
  permissions: { Query: { slow: permit.anyone, process: permit.anyone }, Mutation: { mark: permit.anyone }, Marked: permit.anyone },
  entities,
  migrationsPath: noMigrations,
  reactions: [on(marked, 'apply', async (_context: TallyContext, tx, { line, n }) => void (await tx.em.insert(Applied, { line, n })))],
  edges: [],
  jobs: [{ name: 'finish-marks', everyMs: 50, run: finishMarks }] as Job[],
  evidence: {},
  services: () => ({}),
};
