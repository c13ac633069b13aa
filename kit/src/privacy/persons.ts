import { GraphQLError } from 'graphql';
import { Arg, Ctx, Directive, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { DAY_MS } from '../rules/clock.ts';
import type { Context, Transaction } from '../data/context.ts';
import { eachAlone } from '../data/each-alone.ts';
import { PersonErasure } from '../data/entities.ts';
import { ok } from '../rules/outcome.ts';

/** What a law makes a subgraph keep of somebody who asked for erasure. */
export interface Kept {
  /** Chinese: which records. */
  what: string;
  /** Chinese: which law, and for how long. */
  why: string;
  /** Null while it cannot be known yet: what is under way has to end first. */
  untilMs: number | null;
}
/** One kind of records in a person's copy: rows with Chinese headings, as they are shown. */
export interface CopySection {
  title: string;
  rows: readonly Readonly<Record<string, string | number | boolean | null>>[];
}
/**
 * What a subgraph does where somebody asks for the own data (PIPL 45) or for erasure (PIPL 47). `subjectId`: an account
 * or a party.
 */
export interface PersonsData<C = Context> {
  kept(context: C, subjectId: string): Promise<Kept[]>;
  copy(context: C, subjectId: string): Promise<CopySection[]>;
  /**
   * When nothing is kept any longer: what no key covers (blind indexes, names in the open). Joins the transaction that
   * destroys the key.
   */
  forget?(context: C, subjectId: string): Promise<void>;
}

/**
 * The one thing a subgraph keeps, from what happened last: `open` while something is under way, `lastMs` null where
 * there is nothing.
 */
export function keptSince(
  what: string,
  law: { keptMs: number; why: string },
  trade: { open: boolean; lastMs: number | null },
  nowMs: number,
): Kept[] {
  if (trade.open) return [{ what, why: law.why, untilMs: null }];
  const untilMs = (trade.lastMs ?? 0) + law.keptMs;
  return trade.lastMs !== null && untilMs > nowMs ? [{ what, why: law.why, untilMs }] : [];
}

/** A section of a copy holds no more: a person's own trade is far below. */
export const COPY_ROWS_MAX = 5000;
const LOOK_AGAIN_MS = DAY_MS;
const BATCH_PERSONS = 100;

/**
 * Somebody asked for erasure: from here on the job looks until nothing is kept, then destroys the key. Asking again
 * changes nothing.
 */
export async function beginErasure(
  { clock }: Pick<Context, 'clock'>,
  { em }: Pick<Transaction, 'em'>,
  subjectId: string,
): Promise<void> {
  const nowMs = clock.now();
  await em.upsert(
    PersonErasure,
    { subjectId, askedAtMs: nowMs, lookAtMs: nowMs, erasedAtMs: null },
    { onConflictFields: ['subjectId'], onConflictAction: 'ignore' },
  );
}

/** Destroys the keys of those of whom nothing is kept any longer; after that no copy of their data opens anywhere. */
export async function eraseDue(context: Context, persons: PersonsData): Promise<void> {
  const nowMs = context.clock.now();
  const due = await context.rows
    .selectFrom('PersonErasure')
    .select('subjectId')
    .where('erasedAtMs', 'is', null)
    .where('lookAtMs', '<=', nowMs)
    .orderBy('lookAtMs')
    .limit(BATCH_PERSONS)
    .execute();
  await eachAlone(due, async ({ subjectId }) => {
    await context.transaction(async (tx) => {
      const kept = await persons.kept(context, subjectId);
      const untilMs = kept.some((one) => one.untilMs === null)
        ? nowMs + LOOK_AGAIN_MS
        : Math.max(0, ...kept.map((one) => one.untilMs ?? 0));
      if (untilMs > nowMs) return ok(await tx.em.nativeUpdate(PersonErasure, { subjectId }, { lookAtMs: untilMs }));
      await persons.forget?.(context, subjectId);
      await context.vault.destroy(subjectId);
      return ok(await tx.em.nativeUpdate(PersonErasure, { subjectId }, { erasedAtMs: nowMs }));
    });
  });
}

@Directive('@shareable')
@Directive('@inaccessible')
@ObjectType()
export class KeptRecord {
  @Field() what: string;
  @Field() why: string;
  @Field(() => String, { nullable: true, description: 'Milliseconds since the epoch; null while it cannot be known.' })
  untilMs: string | null;
}

/**
 * The two questions of the subgraph that people ask: what is kept of somebody, and a copy of it (JSON of
 * CopySection[]), which is recorded here before it leaves.
 */
export function personsResolver(name: string, persons: PersonsData): Function {
  @Resolver()
  class PersonsResolver {
    @Directive('@inaccessible')
    @Query(() => [KeptRecord], { name: `${name}Kept` })
    async kept(@Ctx() context: Context, @Arg('subjectId', () => ID) subjectId: string): Promise<KeptRecord[]> {
      return (await persons.kept(context, subjectId)).map((one) => ({
        ...one,
        untilMs: one.untilMs === null ? null : String(one.untilMs),
      }));
    }
    @Directive('@inaccessible')
    @Query(() => String, { name: `${name}Copy` })
    async copy(
      @Ctx() context: Context,
      @Arg('subjectId', () => ID) subjectId: string,
      @Arg('requestedBy', () => ID) requestedBy: string,
      @Arg('purpose') purpose: string,
    ): Promise<string> {
      // A copy is made for the person alone (PIPL 45), whoever carries it.
      if (requestedBy !== subjectId || purpose.trim() === '')
        throw new GraphQLError('副本只能由本人要求，并写明用途', { extensions: { code: 'BAD_USER_INPUT' } });
      context.copyFor({ subjectId, requestedBy, purpose });
      return JSON.stringify(await persons.copy(context, subjectId));
    }
  }
  return PersonsResolver;
}
