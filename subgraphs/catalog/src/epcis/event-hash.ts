import { sha256Hex } from '@heitu/kit/rules/canonical';
import { isRecord } from '@heitu/kit/rules/checked';
import { canonicalLink } from './digital-link.ts';

/** Prefixes of extension fields, each with the address it stands for. */
export type Namespaces = Readonly<Record<string, string>>;

/** A field in the order in which it is hashed: of a list, what each element is called; of an object, its own fields. */
interface Field {
  name: string;
  element?: string;
  fields?: readonly Field[];
  /** Bare words of the vocabulary are hashed as the addresses that they stand for. */
  vocabulary?: string;
}
const CBV = 'https://ref.gs1.org/cbv/';
const plain = (...names: string[]): Field[] => names.map((name) => ({ name }));
const quantities = (name: string): Field => ({
  name,
  element: 'quantityElement',
  fields: plain('epcClass', 'quantity', 'uom'),
});
const epcs = (name: string): Field => ({ name, element: 'epc' });
const disposition = (name: string): Field => ({ name, vocabulary: `${CBV}Disp-` });
/** What stands in pairs of a type and a value: the list is named once, its elements are not. */
const pairs = (name: string, value: string, vocabulary: string): Field => ({
  name,
  element: '',
  fields: [{ name: 'type', vocabulary: CBV + vocabulary }, ...plain(value)],
});

const SENSOR_METADATA: readonly Field[] = [
  ...plain('time', 'startTime', 'endTime', 'deviceID', 'deviceMetadata'),
  ...plain('rawData', 'dataProcessingMethod', 'bizRules'),
];
const SENSOR_REPORT: readonly Field[] = [
  { name: 'type', vocabulary: 'https://gs1.org/voc/' },
  { name: 'exception', vocabulary: 'https://gs1.org/voc/' },
  ...plain('deviceID', 'deviceMetadata', 'rawData', 'dataProcessingMethod', 'time', 'microorganism'),
  ...plain('chemicalSubstance', 'value'),
  { name: 'component', vocabulary: `${CBV}Comp-` },
  ...plain('stringValue', 'booleanValue', 'hexBinaryValue', 'uriValue', 'minValue', 'maxValue', 'meanValue'),
  ...plain('sDev', 'percRank', 'percValue', 'uom', 'coordinateReferenceSystem'),
];

/** The order of fields of the published algorithm (CBV 2.0 section 8.9.2, as GS1's reference implementation has it). */
const FIELDS: readonly Field[] = [
  ...plain('eventTime', 'eventTimeZoneOffset', 'certificationInfo', 'parentID'),
  epcs('epcList'),
  epcs('inputEPCList'),
  epcs('childEPCs'),
  quantities('quantityList'),
  quantities('childQuantityList'),
  quantities('inputQuantityList'),
  epcs('outputEPCList'),
  quantities('outputQuantityList'),
  ...plain('action', 'transformationID'),
  { name: 'bizStep', vocabulary: `${CBV}BizStep-` },
  disposition('disposition'),
  { name: 'persistentDisposition', fields: [disposition('set'), disposition('unset')] },
  { name: 'readPoint', fields: plain('id') },
  { name: 'bizLocation', fields: plain('id') },
  pairs('bizTransactionList', 'bizTransaction', 'BTT-'),
  pairs('destinationList', 'destination', 'SDT-'),
  pairs('sourceList', 'source', 'SDT-'),
  {
    name: 'sensorElementList',
    element: 'sensorElement',
    fields: [
      { name: 'sensorMetadata', fields: SENSOR_METADATA },
      { name: 'sensorReport', fields: SENSOR_REPORT },
    ],
  },
];
/** They stand after all others, before the extensions. */
const LAST: ReadonlySet<string> = new Set(['bizTransactionList', 'destinationList', 'sourceList']);

/** Longer numbers lose digits when they are read as one. */
const NUMBER = /^[+-]?\d{1,15}(\.\d{1,6})?$/;
/** In UTC with milliseconds; what is finer is rounded. */
function momentOf(text: string): string | null {
  const [, whole = '', fraction = '0', zone = ''] = /^([^.]+)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/.exec(text) ?? [];
  const ms = Date.parse(whole + zone);
  return Number.isNaN(ms) ? null : new Date(ms + Math.round(Number(`0.${fraction}`) * 1000)).toISOString();
}
/** A number without what does not count; a name with a known prefix in full; a Digital Link at its shortest. */
function canonical(name: string, value: unknown, namespaces: Namespaces): string {
  const text = String(value).trim();
  const moment = /time/i.test(name) && !/offset/i.test(name) ? momentOf(text) : null;
  if (moment !== null) return moment;
  if (NUMBER.test(text)) return String(Number(text));
  const [prefix = '', ...rest] = text.split(':');
  const space = namespaces[prefix];
  return space !== undefined && rest.length > 0 ? space + rest.join(':') : canonicalLink(text);
}

/** What the context of the standard itself calls the words of its vocabularies. */
const STANDARD_PREFIXES: Namespaces = { cbv: CBV, gs1: 'https://gs1.org/voc/' };
const textOf = (value: unknown, { name, vocabulary }: Field, namespaces: Namespaces): string =>
  vocabulary && !String(value).includes(':')
    ? `=${vocabulary}${String(value).trim()}`
    : `=${canonical(name, value, { ...STANDARD_PREFIXES, ...namespaces })}`;
const valueOf = (value: unknown, field: Field, namespaces: Namespaces): string =>
  field.fields && isRecord(value)
    ? fieldsOf(value, field.fields, namespaces) + extensionsOf(value, namespaces).join('')
    : textOf(value, field, namespaces);

/** Lists are sorted by what their elements are hashed as, so that their order does not matter. */
function fieldOf(value: unknown, field: Field, namespaces: Namespaces): string {
  const { name, element } = field;
  if (value === undefined) return '';
  if (!Array.isArray(value)) return name + valueOf(value, field, namespaces);
  if (value.length === 0) return '';
  const elements = value.map((one) => `${element ?? name}${valueOf(one, field, namespaces)}`).sort();
  return (element === undefined ? '' : name) + elements.join('');
}
const fieldsOf = (
  values: Readonly<Record<string, unknown>>,
  fields: readonly Field[],
  namespaces: Namespaces,
): string => fields.map((field) => fieldOf(values[field.name], field, namespaces)).join('');

/** A field of an extension, by the full name of it; an object within goes on by its own. */
function extensionOf(key: string, value: unknown, namespaces: Namespaces): string[] {
  const [prefix = '', name] = key.split(':');
  const space = namespaces[prefix];
  if (name === undefined || space === undefined) return [];
  const full = `{${space}}${name}`;
  const values = Array.isArray(value) ? value : [value];
  return values.map((one) =>
    isRecord(one) ? full + extensionsOf(one, namespaces).join('') : `${full}=${canonical(name, one, namespaces)}`,
  );
}
const extensionsOf = (values: Readonly<Record<string, unknown>>, namespaces: Namespaces): string[] =>
  Object.entries(values)
    .flatMap(([key, value]) => extensionOf(key, value, namespaces))
    .sort();

/** What is hashed; apart from the hash so that a test can show where two programs differ. */
export function textToHash(event: { type: string; ilmd?: unknown }, namespaces: Namespaces): string {
  const values = { ...event };
  const { ilmd } = event;
  const first = fieldsOf(
    values,
    FIELDS.filter(({ name }) => !LAST.has(name)),
    namespaces,
  );
  const last = FIELDS.filter(({ name }) => LAST.has(name)).map((field) =>
    fieldOf(Reflect.get(values, field.name), field, namespaces),
  );
  const masterData = isRecord(ilmd) ? `ilmd${extensionsOf(ilmd, namespaces).join('')}` : '';
  const rest = [...[...last, masterData].sort(), ...extensionsOf(values, namespaces)];
  return `eventType=${event.type}${first}${rest.join('')}`;
}

/** The event's id: anybody who has the event can compute it, and sees whether it is as it was issued. */
export const eventIdOf = (event: { type: string; ilmd?: unknown }, namespaces: Namespaces): string =>
  `ni:///sha-256;${sha256Hex(textToHash(event, namespaces))}?ver=CBV2.0`;
