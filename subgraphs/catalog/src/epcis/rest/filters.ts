import type { AnyEpcisEvent } from '../epcis-event.ts';
import { fieldParameter } from './field-filters.ts';
import { within } from './place-filters.ts';
import { SENSOR_PARAMETERS, sensorNumber, sensorTimes } from './sensor-filters.ts';
import {
  bare,
  between,
  compared,
  COMPARISONS,
  isThere,
  listOf,
  momentOf,
  oneOf,
  wrong,
  type Compare,
  type Parameter,
  type Test,
} from './compare.ts';

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
    anyTimed((event) => sensorTimes(event, field), COMPARISONS[word]),
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
  ['WD_readPoint', within(({ readPoint }) => readPoint?.id)],
  ['EQ_bizLocation', oneOf(({ bizLocation }) => [bizLocation?.id])],
  ['WD_bizLocation', within(({ bizLocation }) => bizLocation?.id)],
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
  ['EXISTS_errorDeclaration', isThere(({ errorDeclaration }) => errorDeclaration)],
  // The published files write it both ways.
  ...between('errorDeclarationTime', ({ errorDeclaration }) => errorDeclaration?.declarationTime),
  ...between('errorDeclaration_Time', ({ errorDeclaration }) => errorDeclaration?.declarationTime),
  ['EQ_errorReason', oneOf(({ errorDeclaration }) => [errorDeclaration?.reason], bare)],
  ['EQ_correctiveEventID', oneOf(({ errorDeclaration }) => errorDeclaration?.correctiveEventIDs ?? [])],
  ...sensed('startTime'),
  ...sensed('endTime'),
  ...SENSOR_PARAMETERS,
]);
/** Of `/epcs/{epc}`: an item, or a class of them. */
const mentions = oneOf((event) => [...anyEpc(event), ...classes(event, ...ALL_CLASSES)]);

/** Parameters of the standard for what no event here is asked by: fields within fields, and attributes of fields. */
const NOT_HERE = /^(?:(?:EQ|GT|GE|LT|LE|EXISTS)_(?:INNER|SENSORELEMENT|SENSORMETADATA|SENSORREPORT)|HASATTR_|EQATTR_)/;
const NOT_SUPPORTED = 'is a parameter of the standard that is not supported here';
const UNKNOWN = 'is no parameter of the standard';
const URN = /(?:^|\|)urn:epc:/;
const NO_URN = 'takes GS1 Digital Links and addresses, neither urn:epc: nor patterns of it';

/** One test of all parameters; `epc`: what else it must be about. */
export function testOf(parameters: ReadonlyMap<string, string>, epc: string | null): Test {
  const tests = [...parameters].map(([name, value]) => {
    if (NOT_HERE.test(name)) throw wrong(name, NOT_SUPPORTED);
    const parameter = PARAMETERS.get(name) ?? pairOf(name) ?? sensorNumber(name) ?? fieldParameter(name);
    if (!parameter) throw wrong(name, UNKNOWN);
    if (value === '') throw wrong(name, 'is empty');
    if (name.startsWith('MATCH_') && URN.test(value)) throw wrong(name, NO_URN);
    return parameter(value, name);
  });
  if (epc !== null) tests.push(mentions(epc.replaceAll('|', '%7C'), 'epc'));
  return (event) => tests.every((test) => test(event));
}
