import type { BizStep, Disposition } from '../trace/trace.policy.ts';

export interface QuantityElement {
  epcClass: string;
  /** Left out where nobody measured it. */
  quantity?: number;
  /** A code of UN/CEFACT; left out where pieces are counted. */
  uom?: 'KGM';
}
export interface SensorElement {
  /** Over which time it was read; left out where it was read once. */
  sensorMetadata?: { startTime: string; endTime: string };
  sensorReport: {
    type: 'Temperature';
    value?: number;
    minValue?: number;
    maxValue?: number;
    meanValue?: number;
    uom: 'CEL';
  }[];
}
export interface ErrorDeclaration {
  declarationTime: string;
  reason: 'incorrect_data';
  correctiveEventIDs: string[];
}

/** An event of EPCIS 2.0, of the kinds and with the fields that a lot's history needs. */
export interface EpcisEvent {
  type: 'ObjectEvent' | 'AggregationEvent' | 'TransformationEvent';
  eventID?: string;
  eventTime: string;
  eventTimeZoneOffset: string;
  recordTime: string;
  errorDeclaration?: ErrorDeclaration;
  certificationInfo?: string;
  /** A transformation has none. */
  action?: 'ADD' | 'OBSERVE' | 'DELETE';
  bizStep: BizStep | 'unpacking';
  disposition: Disposition;
  parentID?: string;
  epcList?: string[];
  quantityList?: QuantityElement[];
  childQuantityList?: QuantityElement[];
  inputQuantityList?: QuantityElement[];
  outputQuantityList?: QuantityElement[];
  readPoint?: { id: string };
  bizLocation?: { id: string };
  sensorElementList?: SensorElement[];
  ilmd?: Readonly<Record<string, string>>;
  'heitu:title': string;
  /** The link of the lot's signed chain that holds the same. */
  'heitu:chainLink': string;
}

/** What is read of any event that a query may find, ours or a partner's. */
export interface AnyEpcisEvent {
  type: string;
  eventID?: string;
  eventTime: string;
  recordTime?: string;
  action?: string;
  bizStep?: string;
  disposition?: string;
  parentID?: string;
  transformationID?: string;
  epcList?: readonly string[];
  childEPCs?: readonly string[];
  inputEPCList?: readonly string[];
  outputEPCList?: readonly string[];
  quantityList?: readonly AnyQuantity[];
  childQuantityList?: readonly AnyQuantity[];
  inputQuantityList?: readonly AnyQuantity[];
  outputQuantityList?: readonly AnyQuantity[];
  readPoint?: { id: string };
  bizLocation?: { id: string };
  bizTransactionList?: readonly { type?: string; bizTransaction: string }[];
  sourceList?: readonly { type: string; source: string }[];
  destinationList?: readonly { type: string; destination: string }[];
  persistentDisposition?: { set?: readonly string[]; unset?: readonly string[] };
  sensorElementList?: readonly {
    sensorMetadata?: AnySensorMetadata;
    sensorReport: readonly AnySensorReport[];
  }[];
  ilmd?: Readonly<Record<string, unknown>>;
  errorDeclaration?: { declarationTime: string; reason?: string; correctiveEventIDs?: readonly string[] };
}
interface AnyQuantity {
  epcClass: string;
  quantity?: number;
  uom?: string;
}
interface AnySensorMetadata {
  time?: string;
  startTime?: string;
  endTime?: string;
  deviceID?: string;
  bizRules?: string;
  dataProcessingMethod?: string;
}
interface AnySensorReport {
  type?: string;
  dataProcessingMethod?: string;
  microorganism?: string;
  chemicalSubstance?: string;
  stringValue?: string;
  booleanValue?: boolean;
  hexBinaryValue?: string;
  uriValue?: string;
  sDev?: number;
  percValue?: number;
  percRank?: number;
  deviceID?: string;
  value?: number;
  minValue?: number;
  maxValue?: number;
  meanValue?: number;
  uom?: string;
}
