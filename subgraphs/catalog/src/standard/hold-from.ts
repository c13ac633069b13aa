import { dayBefore } from '@heitu/kit/rules/calendar';
import type { Json } from '@heitu/kit/rules/typed-json';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { Indicator } from './indicator.entity.ts';
import { parsedLimit, withWords } from './indicator.loader.ts';
import { indicatorRow } from './indicator-rows.ts';

/** How long a key is at most. */
const KEY_MAX = 200;

interface Read {
  id: string;
  indicatorId: string;
  standardCode: string;
  min: number | null;
  max: number | null;
  words: Json<readonly string[]> | null;
  source: string;
  readOn: string;
  fromOn: string;
}
/** What was read holds from its day on, without a doubt; what held before it ends on the day before. */
export async function holdFrom(context: CatalogContext, tx: CatalogTransaction, read: Read): Promise<void> {
  const { id, indicatorId, standardCode, min, max, source, readOn, fromOn } = read;
  const before = await tx.rows
    .selectFrom('Indicator')
    .selectAll()
    .where('id', '=', indicatorId)
    .executeTakeFirstOrThrow();
  const until = { untilOn: dayBefore(fromOn) };
  const ended = await tx.em.nativeUpdate(Indicator, { id: indicatorId, untilOn: null }, until);
  if (ended !== 1) throw new Error(`limit ${indicatorId} has ended already`);
  const told = {
    ...parsedLimit(before),
    standardCode,
    min,
    max,
    words: withWords(read).words,
    source: `标准原文，${source}`,
    sourceOn: readOn,
    doubt: null,
  };
  const row = indicatorRow(told, context.clock.now());
  // The key of its first row stays with that one: what the platform begins with finds it there.
  const taken = await tx.em.findOne(Indicator, { key: row.key });
  await tx.em.insert(Indicator, {
    ...row,
    id: context.newId(),
    key: taken ? `${row.key}|${id}`.slice(-KEY_MAX) : row.key,
    fromOn,
  });
}
