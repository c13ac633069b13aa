import type { GraphQLResolveInfo } from 'graphql';
import { UseMiddleware, type ResolverData } from 'type-graphql';
import { HOUR_MS } from '../rules/clock.ts';
import type { Context } from '../data/context.ts';
import { ok } from '../rules/outcome.ts';
import { KeyDestroyed, SEALED_MARK, type SealedText } from './vault.ts';

/**
 * A `column.sealedText` of an entity, and the column beside it that names the person or party under whose key it is
 * sealed.
 */
export interface SealedTextColumn {
  entity: string;
  column: string;
  subject: string;
  /** Where the subject is a column of another entity: which one, and the column here that holds its id. */
  via?: { entity: string; id: string };
}

/**
 * A view's field whose column is a `column.sealedText`: opened as it is answered, and recorded where it is another's.
 * `subject`: the row's property that names whose it is.
 */
export const Sealed = (subject: string) =>
  UseMiddleware(
    async ({ root, info, context }: ResolverData<Context> & { root: unknown; info: GraphQLResolveInfo }, next) => {
      const text = (await next()) as SealedText | null | undefined;
      return text == null
        ? null
        : context.vault.openText(String((root as Record<string, unknown>)[subject]), text, info.fieldName);
    },
  );

/**
 * A view's field whose column is a `column.sealedText` that its owner published: whoever may see the row reads it, and
 * no look is recorded.
 */
export const Published = (subject: string) =>
  UseMiddleware(async ({ root, context }: ResolverData<Context> & { root: unknown }, next) => {
    const text = (await next()) as SealedText | null | undefined;
    return text == null
      ? null
      : context.vault.openTextUnrecorded(String((root as Record<string, unknown>)[subject]), text);
  });

/** Replicas of before an upgrade may write plain text until they end. */
export const SEAL_TEXTS_EVERY_MS = 6 * HOUR_MS;
const BATCH_ROWS = 200;

type Row = { id: string; subject: string | null; text: string };
/**
 * Seals what was written before its column was sealed, in small batches; what is sealed already is passed over, so that
 * it can end and begin anew at any time.
 */
export async function sealTexts(
  context: Context,
  columns: readonly SealedTextColumn[],
  shouldEnd: () => boolean = () => false,
): Promise<void> {
  for (const { entity, column, subject, via } of columns) {
    for (let after = ''; !shouldEnd();) {
      const rows = (await context.rows
        .selectFrom(entity as never)
        .$if(
          via !== undefined,
          (query) =>
            query.innerJoin(
              via!.entity as never,
              `${via!.entity}.id` as never,
              `${entity}.${via!.id}` as never,
            ) as never,
        )
        .select([
          `${entity}.id`,
          `${via?.entity ?? entity}.${subject} as subject`,
          `${entity}.${column} as text`,
        ] as never)
        .where(`${entity}.id` as never, '>', after as never)
        .where(`${entity}.${column}` as never, '!=', '' as never)
        .where(`${entity}.${column}` as never, 'not like', `${SEALED_MARK}%` as never)
        .orderBy(`${entity}.id` as never)
        .limit(BATCH_ROWS)
        .execute()) as unknown as Row[];
      for (const row of rows) {
        if (row.subject === null) continue;
        // A key that was destroyed seals nothing more: what it should have sealed goes.
        const sealed = await context.vault
          .sealText(row.subject, row.text)
          .catch((error: Error) => (error instanceof KeyDestroyed ? '' : Promise.reject(error)));
        await context.transaction(async (tx) => {
          await tx.rows
            .updateTable(entity as never)
            .set({ [column]: sealed } as never)
            .where('id' as never, '=', row.id as never)
            .where(column as never, '=', row.text as never)
            .execute();
          return ok(null);
        });
      }
      if (rows.length < BATCH_ROWS) break;
      after = rows.at(-1)!.id;
    }
  }
}
