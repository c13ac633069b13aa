import { toJson } from '@heitu/kit/rules/typed-json';
import { indicatorKey } from './indicator-names.table.ts';

interface Told {
  standardCode: string;
  categoryId: string;
  name: string;
  unit?: string | null;
  method?: string | null;
  grade?: string | null;
  sort?: string | null;
  min?: number | null;
  max?: number | null;
  words?: readonly string[] | null;
  isNational?: boolean;
  isAsked?: boolean;
  source: string;
  sourceOn: string;
  doubt?: string | null;
}

/** A row of a standard's table as it is stored, without its id. */
export const indicatorRow = (told: Told, createdAtMs: number) => ({
  standardCode: told.standardCode,
  categoryId: told.categoryId,
  name: told.name,
  unit: told.unit ?? null,
  method: told.method ?? null,
  grade: told.grade ?? null,
  sort: told.sort ?? null,
  min: told.min ?? null,
  max: told.max ?? null,
  words: told.words ? toJson(told.words) : null,
  isNational: told.isNational ?? false,
  isAsked: told.isAsked ?? false,
  source: told.source,
  sourceOn: told.sourceOn,
  doubt: told.doubt ?? null,
  key: [
    told.standardCode,
    told.categoryId,
    indicatorKey(told.name),
    told.grade ?? '',
    ...(told.sort ? [told.sort] : []),
  ].join('|'),
  createdAtMs,
});
