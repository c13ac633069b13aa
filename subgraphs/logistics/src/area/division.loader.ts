import { areaList } from '@vant/area-data';
import type { LogisticsContext } from '../context.ts';
import { DIVISION_LENGTHS, prefixesOf } from './division.policy.ts';

export interface DivisionRow {
  code: string;
  name: string;
  hasParts: boolean;
}
/** The country's provinces, cities and counties; our codes are without the zeros behind. */
const COUNTRY: ReadonlyMap<string, string> = new Map([
  ...Object.entries(areaList.province_list).map(([code, name]) => [code.slice(0, 2), name] as const),
  ...Object.entries(areaList.city_list).map(([code, name]) => [code.slice(0, 4), name] as const),
  ...Object.entries(areaList.county_list).map(([code, name]) => [code, name] as const),
]);
const [PROVINCE, CITY, COUNTY, TOWNSHIP, VILLAGE] = DIVISION_LENGTHS;

const villagesIn = (context: LogisticsContext, within: string) =>
  context.rows
    .selectFrom('Village')
    .select(['code', 'name', 'townshipName'])
    .where('code', '>=', within)
    .where('code', '<', `${within}~`)
    .orderBy('code')
    .execute();

/**
 * The parts of a division, or the provinces: down to counties of the whole country, to villages where the operator
 * declared them.
 */
export async function divisionsOf(context: LogisticsContext, parentCode: string): Promise<DivisionRow[]> {
  if (parentCode.length < COUNTY) {
    const length = parentCode === '' ? PROVINCE : parentCode.length === PROVINCE ? CITY : COUNTY;
    const counties = length === COUNTY ? await countiesOfVillages(context) : null;
    return [...COUNTRY]
      .filter(([code]) => code.length === length && code.startsWith(parentCode))
      .map(([code, name]) => ({ code, name, hasParts: counties?.has(code) ?? true }));
  }
  const villages = await villagesIn(context, parentCode);
  if (parentCode.length >= TOWNSHIP)
    return villages
      .filter(({ code }) => code !== parentCode)
      .map(({ code, name }) => ({ code, name, hasParts: false }));
  // A township nobody named is passed over: its villages are still found by their own names.
  return [...new Map(villages.map((row) => [row.code.slice(0, TOWNSHIP), row.townshipName])).entries()].flatMap(
    ([code, name]) => (name ? [{ code, name, hasParts: true }] : []),
  );
}

/** The division itself behind those that hold it, the largest first; what is not known is left out. */
export async function divisionPath(context: LogisticsContext, code: string): Promise<DivisionRow[]> {
  const [village] = code.length > COUNTY ? await villagesIn(context, code.slice(0, VILLAGE)) : [];
  const named = (part: string): string | undefined =>
    part.length <= COUNTY ? COUNTRY.get(part) : part.length === TOWNSHIP ? village?.townshipName : village?.name;
  return prefixesOf(code)
    .reverse()
    .flatMap((code) => {
      const name = named(code);
      return name ? [{ code, name, hasParts: code.length < VILLAGE }] : [];
    });
}

/** Divisions in one line each, from the province down; '' of what is not known. */
export async function divisionTexts(
  context: Pick<LogisticsContext, 'rows'>,
  codes: readonly string[],
): Promise<string[]> {
  const counties = [...new Set(codes.filter((code) => code.length > COUNTY).map((code) => code.slice(0, COUNTY)))];
  const villages =
    counties.length === 0
      ? []
      : await context.rows
          .selectFrom('Village')
          .select(['code', 'name', 'townshipName'])
          .where(({ eb, fn, val }) => eb(fn<string>('substr', ['code', val(1), val(COUNTY)]), 'in', counties))
          .execute();
  const names = new Map([
    ...COUNTRY,
    ...villages.flatMap(
      ({ code, name, townshipName }) =>
        [
          [code, name],
          [code.slice(0, TOWNSHIP), townshipName],
        ] as const,
    ),
  ]);
  // A municipality is its own only city: said once.
  return codes.map((code) =>
    prefixesOf(code)
      .reverse()
      .map((part) => names.get(part) ?? '')
      .filter((name, i, all) => name !== all[i - 1])
      .join(''),
  );
}

/** One of them, as a sentence names it. */
export async function placeText(context: Pick<LogisticsContext, 'rows'>, code: string): Promise<string> {
  if (code === '') return '所有地方';
  const [text] = await divisionTexts(context, [code]);
  return text || code;
}

/** Where the declared villages are: whoever chooses an address begins there. */
export async function homeCounty(context: LogisticsContext): Promise<DivisionRow | null> {
  const [code] = await countiesOfVillages(context);
  return code ? { code, name: COUNTRY.get(code) ?? code, hasParts: true } : null;
}
async function countiesOfVillages(context: LogisticsContext): Promise<Set<string>> {
  const rows = await context.rows
    .selectFrom('Village')
    .select(({ fn, val }) => fn<string>('substr', ['code', val(1), val(COUNTY)]).as('county'))
    .groupBy('county')
    .orderBy('county')
    .execute();
  return new Set(rows.map(({ county }) => county));
}
