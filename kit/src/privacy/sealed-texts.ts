import { UseMiddleware, type ResolverData } from 'type-graphql';
import { HOUR_MS } from '../rules/clock.ts';
import type { Context } from '../data/context.ts';
import type { ToldTables } from '../data/orm.ts';
import { ok } from '../rules/outcome.ts';
import { storedText } from './sealed-text.ts';
import { unlessDestroyed, SEALED_MARK, type SealedText } from './vault.ts';

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
  UseMiddleware(async ({ root, info, context }: ResolverData<Context>, next) => {
    const text: SealedText | null | undefined = await next();
    return text == null ? null : context.vault.openText(String(root[subject]), text, info.fieldName);
  });

/**
 * A view's field whose column is a `column.sealedText` that its owner published: whoever may see the row reads it, and
 * no look is recorded.
 */
export const Published = (subject: string) =>
  UseMiddleware(async ({ root, context }: ResolverData<Context>, next) => {
    const text: SealedText | null | undefined = await next();
    return text == null ? null : context.vault.openTextUnrecorded(String(root[subject]), text);
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
      const query = context.em.getKysely<ToldTables>().selectFrom(entity);
      const rows = await (via ? query.innerJoin(via.entity, `${via.entity}.id`, `${entity}.${via.id}`) : query)
        .select([`${entity}.id as id`, `${via?.entity ?? entity}.${subject} as subject`, `${entity}.${column} as text`])
        .where(`${entity}.id`, '>', after)
        .where(`${entity}.${column}`, '!=', '')
        .where(`${entity}.${column}`, 'not like', `${SEALED_MARK}%`)
        .orderBy(`${entity}.id`)
        .limit(BATCH_ROWS)
        .$castTo<Row>()
        .execute();
      for (const row of rows) {
        if (row.subject === null) continue;
        // A key that was destroyed seals nothing more: what it should have sealed goes.
        const sealed = await unlessDestroyed(context.vault.sealText(row.subject, row.text), '');
        await context.transaction(async (tx) => {
          await tx.em
            .getKysely<ToldTables>()
            .updateTable(entity)
            .set({ [column]: sealed === '' ? '' : storedText(sealed) })
            .where('id', '=', row.id)
            .where(column, '=', row.text)
            .execute();
          return ok(null);
        });
      }
      if (rows.length < BATCH_ROWS) break;
      after = rows.at(-1)?.id ?? '';
    }
  }
}
