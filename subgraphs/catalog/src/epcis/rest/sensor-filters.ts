import { isKeyOf } from '@heitu/kit/rules/checked';
import type { AnyEpcisEvent } from '../epcis-event.ts';
import { COMPARISONS, compared, measured, oneOf, type Parameter } from './compare.ts';

const reports = ({ sensorElementList = [] }: AnyEpcisEvent) =>
  sensorElementList.flatMap(({ sensorReport }) => sensorReport);
const metadata = ({ sensorElementList = [] }: AnyEpcisEvent) =>
  sensorElementList.flatMap(({ sensorMetadata }) => sensorMetadata ?? []);
type Report = ReturnType<typeof reports>[number];

const said = (read: (report: Report) => string | boolean | undefined): Parameter =>
  oneOf((event) => reports(event).map((report) => read(report)?.toString()));

/** What sensors read, as the standard asks for it; each time of them by its own. */
export const SENSOR_PARAMETERS: readonly (readonly [string, Parameter])[] = [
  ['EQ_type', said(({ type }) => type)],
  ['EQ_deviceID', oneOf((event) => [...metadata(event), ...reports(event)].map(({ deviceID }) => deviceID))],
  ['EQ_bizRules', oneOf((event) => metadata(event).map(({ bizRules }) => bizRules))],
  [
    'EQ_dataProcessingMethod',
    oneOf((event) => [...metadata(event), ...reports(event)].map(({ dataProcessingMethod }) => dataProcessingMethod)),
  ],
  ['EQ_microorganism', said(({ microorganism }) => microorganism)],
  ['EQ_chemicalSubstance', said(({ chemicalSubstance }) => chemicalSubstance)],
  ['EQ_stringValue', said(({ stringValue }) => stringValue)],
  ['EQ_booleanValue', said(({ booleanValue }) => booleanValue)],
  ['EQ_hexBinaryValue', said(({ hexBinaryValue }) => hexBinaryValue)],
  ['EQ_uriValue', said(({ uriValue }) => uriValue)],
  ...compared('percRank', (event) => reports(event).map(({ percRank }) => percRank)),
];
export const sensorTimes = (event: AnyEpcisEvent, field: 'startTime' | 'endTime'): (string | undefined)[] =>
  metadata(event).map((one) => one[field] ?? one.time);

const NUMBER = /^([A-Z]+)_([A-Za-z]+)_(.+)$/;
const NUMBERS = ['value', 'minValue', 'maxValue', 'meanValue', 'sDev', 'percValue'] as const satisfies (keyof Report)[];
/** A number has its unit in the parameter's name: LT_minValue_CEL. Units are compared as they are written. */
export function sensorNumber(name: string): Parameter | undefined {
  const [, word = '', asked = '', unit = ''] = NUMBER.exec(name) ?? [];
  const field = NUMBERS.find((one) => one === asked);
  if (!field || !isKeyOf(COMPARISONS, word)) return undefined;
  return measured(
    (event) => reports(event).flatMap((report) => (report.uom === unit ? [report[field]] : [])),
    COMPARISONS[word],
  );
}
