import { sha256Hex } from '@heitu/kit/rules/canonical';
import { isRecord } from '@heitu/kit/rules/checked';
import type { EpcisEvent } from './epcis-event.ts';

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
const plain = (...names: string[]): Field[] => names.map((name) => ({ name }));
const quantities = (name: string): Field => ({
  name,
  element: 'quantityElement',
  fields: plain('epcClass', 'quantity', 'uom'),
});
const epcs = (name: string): Field => ({ name, element: 'epc' });
const SENSOR_REPORT: readonly Field[] = [
  { name: 'type', vocabulary: 'https://gs1.org/voc/' },
  ...plain('value', 'minValue', 'maxValue', 'meanValue', 'uom'),
];

/**
 * The order of fields of the published algorithm (CBV 2.0 section 8.9.2, as GS1's reference implementation has it), of
 * those fields that events here have.
 */
const FIELDS: readonly Field[] = [
  ...plain('eventTime', 'eventTimeZoneOffset', 'certificationInfo', 'parentID'),
  epcs('epcList'),
  epcs('childEPCs'),
  quantities('quantityList'),
  quantities('childQuantityList'),
  quantities('inputQuantityList'),
  quantities('outputQuantityList'),
  ...plain('action'),
  { name: 'bizStep', vocabulary: 'https://ref.gs1.org/cbv/BizStep-' },
  { name: 'disposition', vocabulary: 'https://ref.gs1.org/cbv/Disp-' },
  { name: 'readPoint', fields: plain('id') },
  { name: 'bizLocation', fields: plain('id') },
  {
    name: 'sensorElementList',
    element: 'sensorElement',
    fields: [
      { name: 'sensorMetadata', fields: plain('time', 'startTime', 'endTime') },
      { name: 'sensorReport', fields: SENSOR_REPORT },
    ],
  },
];

const textOf = (value: unknown, { vocabulary }: Field): string =>
  `=${vocabulary && !String(value).includes(':') ? vocabulary : ''}${String(value).trim()}`;
const valueOf = (value: unknown, field: Field): string =>
  field.fields && isRecord(value) ? fieldsOf(value, field.fields) : textOf(value, field);

/** Lists are sorted by what their elements are hashed as, so that their order does not matter. */
function fieldOf(value: unknown, field: Field): string {
  const { name, element } = field;
  if (value === undefined) return '';
  if (!Array.isArray(value)) return name + valueOf(value, field);
  if (value.length === 0) return '';
  const elements = value.map((one) => `${element ?? name}${valueOf(one, field)}`).sort();
  return (element === undefined ? '' : name) + elements.join('');
}
const fieldsOf = (values: Readonly<Record<string, unknown>>, fields: readonly Field[]): string =>
  fields.map((field) => fieldOf(values[field.name], field)).join('');

function extensionsOf(values: Readonly<Record<string, unknown>>, namespaces: Namespaces): string[] {
  return Object.entries(values)
    .flatMap(([key, value]) => {
      const [prefix = '', name] = key.split(':');
      const space = namespaces[prefix];
      return name === undefined || space === undefined ? [] : [`{${space}}${name}=${String(value).trim()}`];
    })
    .sort();
}

/** What is hashed; apart from the hash so that a test can show where two programs differ. */
export function textToHash(event: EpcisEvent, namespaces: Namespaces): string {
  const ilmd = event.ilmd && `ilmd${extensionsOf(event.ilmd, namespaces).join('')}`;
  const standard = fieldsOf({ ...event }, FIELDS);
  return `eventType=${event.type}${standard}${ilmd ?? ''}${extensionsOf({ ...event }, namespaces).join('')}`;
}

/** The event's id: anybody who has the event can compute it, and sees whether it is as it was issued. */
export const eventIdOf = (event: EpcisEvent, namespaces: Namespaces): string =>
  `ni:///sha-256;${sha256Hex(textToHash(event, namespaces))}?ver=CBV2.0`;
