import { getNamedType, isEnumType, isInputObjectType, isListType } from 'graphql';
import type { Actor } from '@heitu/kit/rules/actor';
import { kindOf, unknownId, type CountyIds } from './county-ids.fixture.ts';
import { placesOf, withValue, type InputPlace, type RootField } from './operations.fixture.ts';
import { plausible, type Place } from './plausible.fixture.ts';
import type { Row } from './platform.fixture.ts';

/** One bad call of a mutation. */
export interface Attack {
  /** `quantity: 2^53` */
  what: string;
  variables: Row;
}

const LONG = '长'.repeat(10_000);
const LIST_ITEMS = 10_000;
/** The gateway takes a mebibyte; a list longer than fits is cut to stay below. */
const LIST_BYTES_MAX = 900_000;

type Named = readonly [string, unknown];
/** Refused wherever they stand. */
const BAD_TEXT: readonly Named[] = [
  ['10,000 characters', LONG],
  ['control character', 'ab\u0000cd'],
];
const BAD_NUMBERS: readonly Named[] = [
  ['negative', -1],
  ['fractional', 1.5],
  ['2^53', 2 ** 53],
  ['1e308', 1e308],
];
const BAD_DATES: Readonly<Record<string, readonly Named[]>> = {
  LocalDate: [
    ['no such day', '2026-02-30'],
    ['no such month', '2026-13-01'],
    ['not a date', '昨天'],
  ],
  DateTime: [
    ['no such day', '2026-02-30T08:00:00Z'],
    ['no such hour', '2026-02-20T25:00:00Z'],
    ['not a moment', '2026-02-20'],
  ],
};
/** Dates and the like that GraphQL takes for text. */
const BAD_DATE_TEXT: Readonly<Record<string, string>> = {
  month: '2026-13',
  period: '2026-13',
  starts: '25:00',
  ends: '08:61',
  phone: '12345',
  contactPhone: '12345',
  divisionCode: '23018',
  idNumber: '230184199002300011',
};
/** Below zero and between the whole numbers is as good as any other. */
const isMeasured = (name: string): boolean =>
  /^(temperature|facilityTemperature|productTemperature)|^(samples|min|max)$/.test(name);

/** May be taken: the answer must be sane, and what is taken is text, nothing else. */
const ODD_TEXT: readonly Named[] = [
  ['emoji', '🌾🥔👩‍🌾 好吃'],
  ['HTML', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
  ['SQL', '\'; DROP TABLE "Order"; --'],
  ['lone surrogate', 'a\ud800b'],
  ['blank', '   '],
  ['right to left', '\u202eevil\u202c'],
  ['empty', ''],
];
const ODD_NUMBERS: readonly Named[] = [
  ['zero', 0],
  ['2^31', 2 ** 31],
  ['below 2^53', 2 ** 53 - 1],
];
const ODD_DATES: Readonly<Record<string, readonly Named[]>> = {
  LocalDate: [
    ['year 1', '0001-01-01'],
    ['year 9999', '9999-12-31'],
  ],
  DateTime: [
    ['year 0', '0000-01-01T00:00:00Z'],
    ['year 9999', '9999-12-31T23:59:59Z'],
  ],
};

export type IdChoice = (place: Place) => string;
/** The caller's own things; for those who oversee everybody (`all`), anybody's; where there are none, what nobody has. */
export const ownIds =
  (ids: CountyIds, actor: Actor, all: boolean): IdChoice =>
  ({ operation, field }) => {
    const kind = kindOf(operation, field);
    return (kind && (all ? ids.all(kind) : ids.own(actor, kind))[0]) ?? unknownId(field);
  };
/** Other people's, where there are any. A contract is with another than oneself, so that it takes the second. */
export const foreignIds =
  (ids: CountyIds, actor: Actor): IdChoice =>
  ({ operation, field }) => {
    const kind = kindOf(operation, field);
    return (kind && ids.foreign(actor, kind)[field === 'withPartyId' ? 1 : 0]) ?? unknownId(field);
  };
export const noIds: IdChoice = ({ field }) => unknownId(field);

export const inputOf = (field: RootField, idAt: IdChoice): Row =>
  Object.fromEntries(field.args.map((argument) => [argument.name, plausible(field.name, argument, idAt)]));

const at = (place: InputPlace): string => place.path.slice(1).join('.');

function replaced(base: Row, place: InputPlace, values: readonly Named[]): Attack[] {
  return values.flatMap(([name, value]) => {
    const variables = withValue(base, place.path, value);
    return variables ? [{ what: `${at(place)}: ${name}`, variables }] : [];
  });
}

/** Calls that must be refused whoever calls: each spoils one place of an otherwise good input. */
export function badCalls(field: RootField, base: Row): Attack[] {
  return placesOf(field).flatMap((place) => {
    const { name } = place.field;
    const values: Named[] = [];
    if (place.required) values.push(['missing', undefined], ['null', null]);
    const item = getNamedType(place.type);
    values.push(['wrong type', isInputObjectType(item) ? '文字' : { a: 1 }]);
    if (isListType(place.type)) {
      const [first] = ((valueAt(base, place.path) as unknown[] | null) ?? []) as unknown[];
      if (first !== undefined)
        values.push([
          'endless list',
          Array.from(
            { length: Math.min(LIST_ITEMS, Math.floor(LIST_BYTES_MAX / Buffer.byteLength(JSON.stringify(first)))) },
            () => first,
          ),
        ]);
    } else if (place.typeName === 'String' || place.typeName === 'ID') {
      values.push(...BAD_TEXT);
      if (place.required) values.push(['empty', '']);
      if (BAD_DATE_TEXT[name]) values.push(['impossible', BAD_DATE_TEXT[name]]);
    } else if (['Int', 'SafeInt', 'Float'].includes(place.typeName)) {
      values.push(...BAD_NUMBERS.filter(([, value]) => !isMeasured(name) || (value as number) > 1000));
    } else if (isEnumType(item)) {
      values.push(['unheard of', 'UNHEARD_OF'], ['as it is stored', item.getValues()[0]?.name.toLowerCase()]);
    } else values.push(...(BAD_DATES[place.typeName] ?? []));
    return replaced(base, place, values);
  });
}

/** Calls that may be taken. */
export function oddCalls(field: RootField, base: Row): Attack[] {
  return placesOf(field).flatMap((place) => {
    if (isListType(place.type)) return replaced(base, place, [['empty list', []]]);
    if (place.typeName === 'String' || place.typeName === 'ID') return replaced(base, place, ODD_TEXT);
    if (['Int', 'SafeInt', 'Float'].includes(place.typeName)) return replaced(base, place, ODD_NUMBERS);
    return replaced(base, place, ODD_DATES[place.typeName] ?? []);
  });
}

/** The places of an operation that hold ids. */
export const idPlaces = (field: RootField): InputPlace[] =>
  placesOf(field).filter((place) => place.typeName === 'ID' && place.field.name !== 'requestId');

/** A good input with one id replaced. */
export const withOneId = (base: Row, place: InputPlace, id: string): Row | null =>
  withValue(base, place.path, isListType(place.type) ? [id] : id);

function valueAt(base: Row, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[step] : undefined,
    base,
  );
}
