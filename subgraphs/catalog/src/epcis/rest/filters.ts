import type { AnyEpcisEvent } from '../epcis-event.ts';
import { EpcisRefusal } from './answers.ts';

export type Test = (event: AnyEpcisEvent) => boolean;
/** Makes the test of one query parameter from its value; throws where the value is none. */
type Parameter = (value: string, name: string) => Test;

const wrong = (name: string, detail: string) => new EpcisRefusal('QueryParameterException', `${name}: ${detail}`);

/** Lists are divided by pipes (OpenAPI's pipeDelimited). */
const listOf = (value: string): string[] => value.split('|').filter(Boolean);
/** A word of the vocabulary, be it bare or as its whole address. */
const bare = (word: string): string => word.replace(/^https:\/\/ref\.gs1\.org\/cbv\/\w+-/, '');

const oneOf =
  (read: (event: AnyEpcisEvent) => readonly (string | undefined)[], normal = (word: string) => word): Parameter =>
  (value) => {
    const asked = new Set(listOf(value).map(normal));
    return (event) => read(event).some((found) => found !== undefined && asked.has(normal(found)));
  };

type Compare = (found: number, asked: number) => boolean;
const COMPARISONS = {
  EQ: (found, asked) => found === asked,
  GT: (found, asked) => found > asked,
  GE: (found, asked) => found >= asked,
  LT: (found, asked) => found < asked,
  LE: (found, asked) => found <= asked,
} as const satisfies Readonly<Record<string, Compare>>;
function momentOf(value: string, name: string): number {
  // A plus that nobody encoded arrives as a blank.
  const asked = Date.parse(value.replace(/ (?=\d\d:\d\d$)/, '+'));
  if (Number.isNaN(asked)) throw wrong(name, 'is not a time of ISO 8601');
  return asked;
}
const timed =
  (read: (event: AnyEpcisEvent) => string | undefined, compare: Compare): Parameter =>
  (value, name) => {
    const asked = momentOf(value, name);
    return (event) => {
      const found = read(event);
      return found !== undefined && compare(Date.parse(found), asked);
    };
  };
const measured =
  (read: (event: AnyEpcisEvent) => readonly (number | undefined)[], compare: Compare): Parameter =>
  (value, name) => {
    const asked = Number(value);
    if (value === '' || Number.isNaN(asked)) throw wrong(name, 'is not a number');
    return (event) => read(event).some((found) => found !== undefined && compare(found, asked));
  };
const between = (field: string, read: (event: AnyEpcisEvent) => string | undefined): [string, Parameter][] =>
  (['GE', 'LT'] as const).map((word) => [`${word}_${field}`, timed(read, COMPARISONS[word])]);
const compared = (
  field: string,
  read: (event: AnyEpcisEvent) => readonly (number | undefined)[],
): [string, Parameter][] => Object.entries(COMPARISONS).map(([word, is]) => [`${word}_${field}`, measured(read, is)]);

type Classes = 'quantityList' | 'childQuantityList' | 'inputQuantityList' | 'outputQuantityList';
const classes = (event: AnyEpcisEvent, ...lists: Classes[]): string[] =>
  lists.flatMap((list) => event[list]?.map(({ epcClass }) => epcClass) ?? []);
const ALL_CLASSES: Classes[] = ['quantityList', 'childQuantityList', 'inputQuantityList', 'outputQuantityList'];
const anyEpc = ({ epcList = [], childEPCs = [], inputEPCList = [], outputEPCList = [], parentID }: AnyEpcisEvent) => [
  ...epcList,
  ...childEPCs,
  ...inputEPCList,
  ...outputEPCList,
  parentID,
];
const reports = ({ sensorElementList = [] }: AnyEpcisEvent) =>
  sensorElementList.flatMap(({ sensorReport }) => sensorReport);
const celsius = (event: AnyEpcisEvent) =>
  reports(event).flatMap(({ uom, value, minValue, maxValue, meanValue }) =>
    uom === 'CEL' ? [value, minValue, maxValue, meanValue] : [],
  );
const metadata = ({ sensorElementList = [] }: AnyEpcisEvent) =>
  sensorElementList.flatMap(({ sensorMetadata }) => sensorMetadata ?? []);
/** Whether one of several times is before or after. */
const anyTimed =
  (read: (event: AnyEpcisEvent) => readonly (string | undefined)[], compare: Compare): Parameter =>
  (value, name) => {
    const asked = momentOf(value, name);
    return (event) => read(event).some((found) => found !== undefined && compare(Date.parse(found), asked));
  };
const sensed = (field: 'startTime' | 'endTime'): [string, Parameter][] =>
  (['GE', 'LT'] as const).map((word) => [
    `${word}_${field}`,
    anyTimed((event) => metadata(event).map((one) => one[field] ?? one.time), COMPARISONS[word]),
  ]);
/** Papers and parties have their type in the parameter's name: EQ_bizTransaction_po. */
const PAIRS: Readonly<Record<string, (event: AnyEpcisEvent) => readonly { type?: string; value: string }[]>> = {
  bizTransaction: ({ bizTransactionList = [] }) =>
    bizTransactionList.map(({ type, bizTransaction }) => ({ type, value: bizTransaction })),
  source: ({ sourceList = [] }) => sourceList.map(({ type, source }) => ({ type, value: source })),
  destination: ({ destinationList = [] }) =>
    destinationList.map(({ type, destination }) => ({ type, value: destination })),
};
function pairOf(name: string): Parameter | undefined {
  const [, list = '', type = ''] = /^EQ_(bizTransaction|source|destination)_(.+)$/.exec(name) ?? [];
  const read = PAIRS[list];
  return read && oneOf((event) => read(event).flatMap((one) => (bare(one.type ?? '') === bare(type) ? one.value : [])));
}
const action: Parameter = (value, name) => {
  if (listOf(value).some((word) => !['ADD', 'OBSERVE', 'DELETE'].includes(word)))
    throw wrong(name, 'is ADD, OBSERVE or DELETE');
  return oneOf(({ action }) => [action])(value, name);
};
const exists: Parameter = (value) => (event) => value !== 'true' || event.errorDeclaration !== undefined;

/** The parameters of the standard that are understood; any other is refused, since leaving it out would answer more. */
const PARAMETERS: ReadonlyMap<string, Parameter> = new Map<string, Parameter>([
  ['eventType', oneOf(({ type }) => [type])],
  ...between('eventTime', ({ eventTime }) => eventTime),
  ...between('recordTime', ({ recordTime }) => recordTime),
  ['EQ_action', action],
  ['EQ_bizStep', oneOf(({ bizStep }) => [bizStep], bare)],
  ['EQ_disposition', oneOf(({ disposition }) => [disposition], bare)],
  ['EQ_persistentDisposition_set', oneOf(({ persistentDisposition }) => persistentDisposition?.set ?? [], bare)],
  ['EQ_persistentDisposition_unset', oneOf(({ persistentDisposition }) => persistentDisposition?.unset ?? [], bare)],
  ['EQ_readPoint', oneOf(({ readPoint }) => [readPoint?.id])],
  ['EQ_bizLocation', oneOf(({ bizLocation }) => [bizLocation?.id])],
  ['EQ_transformationID', oneOf(({ transformationID }) => [transformationID])],
  ['MATCH_epc', oneOf(({ epcList = [], childEPCs = [] }) => [...epcList, ...childEPCs])],
  ['MATCH_parentID', oneOf(({ parentID }) => [parentID])],
  ['MATCH_inputEPC', oneOf(({ inputEPCList = [] }) => inputEPCList)],
  ['MATCH_outputEPC', oneOf(({ outputEPCList = [] }) => outputEPCList)],
  ['MATCH_anyEPC', oneOf(anyEpc)],
  ['MATCH_epcClass', oneOf((event) => classes(event, 'quantityList', 'childQuantityList'))],
  ['MATCH_inputEPCClass', oneOf((event) => classes(event, 'inputQuantityList'))],
  ['MATCH_outputEPCClass', oneOf((event) => classes(event, 'outputQuantityList'))],
  ['MATCH_anyEPCClass', oneOf((event) => classes(event, ...ALL_CLASSES))],
  ...compared('quantity', (event) => ALL_CLASSES.flatMap((list) => event[list]?.map(({ quantity }) => quantity) ?? [])),
  ['EQ_eventID', oneOf(({ eventID }) => [eventID])],
  ['EXISTS_errorDeclaration', exists],
  // The published files write it both ways.
  ...between('errorDeclarationTime', ({ errorDeclaration }) => errorDeclaration?.declarationTime),
  ...between('errorDeclaration_Time', ({ errorDeclaration }) => errorDeclaration?.declarationTime),
  ['EQ_errorReason', oneOf(({ errorDeclaration }) => [errorDeclaration?.reason], bare)],
  ['EQ_correctiveEventID', oneOf(({ errorDeclaration }) => errorDeclaration?.correctiveEventIDs ?? [])],
  ...sensed('startTime'),
  ...sensed('endTime'),
  ['EQ_deviceID', oneOf((event) => [...metadata(event), ...reports(event)].map(({ deviceID }) => deviceID))],
  ['EQ_type', oneOf((event) => reports(event).map(({ type }) => type))],
  ...compared('value_CEL', celsius),
]);
/** Of `/epcs/{epc}`: an item, or a class of them. */
const mentions = oneOf((event) => [...anyEpc(event), ...classes(event, ...ALL_CLASSES)]);

/** One test of all parameters; `epc`: what else it must be about. */
export function testOf(parameters: ReadonlyMap<string, string>, epc: string | null): Test {
  const tests = [...parameters].map(([name, value]) => {
    const parameter = PARAMETERS.get(name) ?? pairOf(name);
    if (!parameter) throw wrong(name, 'is not supported');
    if (value === '') throw wrong(name, 'is empty');
    return parameter(value, name);
  });
  if (epc !== null) tests.push(mentions(epc.replaceAll('|', '%7C'), 'epc'));
  return (event) => tests.every((test) => test(event));
}
