import { keysOf } from '@heitu/kit/rules/checked';

/**
 * The business steps of EPCIS's core vocabulary that a lot goes through, each with its Chinese name and what it usually
 * leaves the goods in.
 */
export const BIZ_STEPS = {
  commissioning: { title: '种植或采收', disposition: 'in_progress' },
  inspecting: { title: '检验', disposition: 'in_progress' },
  sampling: { title: '抽检', disposition: 'in_progress' },
  accepting: { title: '验收', disposition: 'in_progress' },
  receiving: { title: '进货', disposition: 'in_progress' },
  storing: { title: '入库', disposition: 'in_progress' },
  stocking: { title: '上架', disposition: 'sellable_accessible' },
  packing: { title: '包装', disposition: 'in_progress' },
  repackaging: { title: '分装', disposition: 'in_progress' },
  picking: { title: '配货', disposition: 'in_progress' },
  loading: { title: '装车', disposition: 'in_transit' },
  shipping: { title: '发货', disposition: 'in_transit' },
  transporting: { title: '运输', disposition: 'in_transit' },
  arriving: { title: '到达', disposition: 'in_progress' },
  unloading: { title: '卸货', disposition: 'in_progress' },
  holding: { title: '停售', disposition: 'non_conformant' },
  sensor_reporting: { title: '温度记录', disposition: 'in_progress' },
  retail_selling: { title: '售出', disposition: 'retail_sold' },
  destroying: { title: '销毁', disposition: 'destroyed' },
  decommissioning: { title: '注销', disposition: 'destroyed' },
  other: { title: '其他', disposition: 'in_progress' },
} as const;
export type BizStep = keyof typeof BIZ_STEPS;
export const BIZ_STEP_NAMES = keysOf(BIZ_STEPS);

export const DISPOSITIONS = [
  'in_progress',
  'in_transit',
  'sellable_accessible',
  'sellable_not_accessible',
  'conformant',
  'non_conformant',
  'damaged',
  'expired',
  'recalled',
  'returned',
  'reserved',
  'retail_sold',
  'destroyed',
  'unknown',
] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

/** Steps that say where a lot was grown or gathered. */
export const FIELD_STEPS: readonly BizStep[] = ['commissioning'];

/**
 * What goods went in: seed, feed, fertiliser, pesticide with dose (Farm Produce Quality Law 27), or lots that were
 * mixed.
 */
export interface TraceInput {
  name: string;
  amount: string | null;
  usedOn: string | null;
  source: string | null;
}

/** How an amount of goods is measured. */
export const TRACE_UNITS = { kg: '千克', piece: '个' } as const;
export type TraceUnit = keyof typeof TRACE_UNITS;
/** What a step used up or made, measured. */
export interface TraceQuantity {
  name: string;
  quantity: number;
  unit: TraceUnit;
  /** What was made is this lot itself, or what went in was another lot. Null: goods on the way to this lot. */
  lotCode: string | null;
}

export interface TraceTemperatures {
  celsiusMin: number;
  celsiusMax: number;
  celsiusMean: number;
  fromMs: number;
  toMs: number;
}

/** Who wrote an event. */
export const TRACE_SOURCES = { seller: '商家', catalog: '平台', logistics: '配送' } as const;
export type TraceSource = keyof typeof TRACE_SOURCES;

/** What the chain commits to. Nothing in it names a consumer. */
export interface TraceContent {
  lotCode: string;
  sequence: number;
  bizStep: BizStep;
  disposition: Disposition;
  title: string;
  atMs: number;
  place: string | null;
  divisionCode: string | null;
  actorName: string | null;
  note: string | null;
  temperatureCelsius: number | null;
  /** What loggers read over a time. */
  temperatures: TraceTemperatures | null;
  units: number | null;
  inputs: TraceInput[];
  consumed: TraceQuantity[];
  produced: TraceQuantity[];
  /** A correction is a new event that names the wrong one (EPCIS errorDeclaration). */
  correctsSequence: number | null;
  source: TraceSource;
  /** The shipment or alarm behind it; not shown. */
  reference: string | null;
}

/**
 * Beyond this the carrier's steps of a very large lot are no longer written into its chain; growing and making always
 * are.
 */
export const CHAIN_LENGTH_MAX = 5000;
/** A public trace shows the first and the last events of a long chain; all of them are verified. */
export const EVENTS_SHOWN_FIRST = 40;
export const EVENTS_SHOWN_LAST = 20;
/** A phone checks chains up to this long itself. */
export const PROOF_EVENTS_MAX = 500;
export const TRACE_INPUTS_MAX = 20;
export const TRACE_QUANTITY_MAX = 1_000_000_000;
