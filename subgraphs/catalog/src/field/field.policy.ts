import { chinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';

/** In what the size of a plot is told. */
export const SIZE_UNITS = { mu: '亩', head: '头（只）', hive: '箱' } as const;
export type SizeUnit = keyof typeof SIZE_UNITS;

/** Where something grows or is kept. */
export const PLOT_KINDS = {
  field: '大田',
  greenhouse: '大棚',
  orchard: '果园',
  woods: '林地',
  wild: '野外采集地',
  pond: '鱼塘',
  herd: '栏舍',
  apiary: '蜂场',
} as const;
export type PlotKind = keyof typeof PLOT_KINDS;
const COUNTED: Partial<Record<PlotKind, SizeUnit>> = { herd: 'head', apiary: 'hive' };
export const sizeUnitOf = (kind: PlotKind): SizeUnit => COUNTED[kind] ?? 'mu';

export const INPUT_KINDS = {
  pesticide: '农药',
  fertiliser: '肥料',
  seed: '种子种苗',
  feed: '饲料',
  'veterinary-drug': '兽药',
  other: '其他',
} as const;
export type InputKind = keyof typeof INPUT_KINDS;
/** After these nothing is harvested for some days: the label of the registered product says how many. */
const WITH_INTERVAL: readonly InputKind[] = ['pesticide', 'veterinary-drug'];
export const needsInterval = (kind: InputKind): boolean => WITH_INTERVAL.includes(kind);
/**
 * How the registration of a pesticide is written, an old one too: PD20150001, PDN2-88, WP20080012F100023. A list of
 * those that there are is not to be had here: only the form is looked at, and the page says so.
 */
const PESTICIDE_NUMBER = /^(?:PDN?|WPN?|LS|WL|EX)\d[\dF-]{0,20}$/;
export const isWrittenRight = (kind: InputKind, registrationNumber: string | null): boolean =>
  kind !== 'pesticide' || registrationNumber === null || PESTICIDE_NUMBER.test(registrationNumber.toUpperCase());

export const DOSE_UNITS = {
  'ml-per-mu': '毫升/亩',
  'g-per-mu': '克/亩',
  'kg-per-mu': '千克/亩',
  dilution: '倍液',
  ml: '毫升',
  g: '克',
  kg: '千克',
  bag: '袋',
} as const;
export type DoseUnit = keyof typeof DOSE_UNITS;
export const INPUT_METHODS = {
  spray: '喷雾',
  spread: '撒施',
  drench: '浇灌',
  'seed-dressing': '拌种',
  sowing: '播种移栽',
  feeding: '拌料喂',
  water: '饮水',
  injection: '注射',
  other: '其他办法',
} as const;
export type InputMethod = keyof typeof INPUT_METHODS;

/** What befell a crop or a herd (Farm Produce Quality Law 27). */
export const NOTE_KINDS = {
  disease: '病害',
  pest: '虫害',
  weed: '草害',
  'animal-disease': '疫病',
  weather: '灾害天气',
  other: '其他',
} as const;
export type NoteKind = keyof typeof NOTE_KINDS;

/** What can be corrected. */
export const FIELD_RECORDS = { season: '茬口', input: '用药用肥', note: '病虫害', harvest: '采收' } as const;
export type FieldRecord = keyof typeof FIELD_RECORDS;

export const SAFE_DAYS_MAX = 365;
export const SIZE_MAX = 1_000_000;
export const QUANTITY_MAX = 1_000_000;
export const DOSE_MAX = 1_000_000;
/** More than a cooperative has, and few enough for one page of its people. */
export const MEMBERS_MAX = 500;
export const SHOWN_RECORDS_MAX = 200;
/** How many harvests can go into one lot. */
export const HARVESTS_MAX = 100;

/** Sizes are kept by the hundredth, quantities by the thousandth: sums of decimals are exact. */
export const SIZE_PARTS = 100;
export const QUANTITY_PARTS = 1000;
export const partsOf = (quantity: number): number => Math.round(quantity * QUANTITY_PARTS);
export const quantityOf = (parts: number): number => parts / QUANTITY_PARTS;

/** The first day on which may be harvested after it. */
export const safeFrom = (lastUsedOn: string, safeDays: number): string =>
  chinaDate(startOfChinaDate(lastUsedOn) + safeDays * DAY_MS);

export interface Use {
  kind: InputKind;
  usedOn: string;
  stoppedOn: string | null;
  safeDays: number;
  safeFromOn: string;
}
export const lastDayOf = ({ usedOn, stoppedOn }: Pick<Use, 'usedOn' | 'stoppedOn'>): string => stoppedOn ?? usedOn;

/** The use whose interval a harvest of that day breaks: of several, the one that lasts longest. */
export const brokenBy = <One extends Use>(uses: readonly One[], harvestedOn: string): One | undefined =>
  uses
    .filter(({ usedOn, safeFromOn }) => usedOn <= harvestedOn && harvestedOn < safeFromOn)
    .sort((a, b) => b.safeFromOn.localeCompare(a.safeFromOn))[0];

/**
 * Whether a record of a use that no longer stands is told of a harvest all the same: it was struck out, or said anew
 * where the harvest came within the days that it had asked for.
 */
export const isToldStruck = (use: Use & { rightId: string | null }, harvestedOn: string): boolean =>
  use.rightId === null || brokenBy([use], harvestedOn) !== undefined;

const VERBS: Partial<Record<InputKind, string>> = { pesticide: '打的药', 'veterinary-drug': '用的兽药' };
const THINGS: Partial<Record<PlotKind, string>> = {
  greenhouse: '这个棚',
  pond: '这个塘',
  herd: '这个栏',
  apiary: '这个蜂场',
  wild: '这片采集地',
};
/** `6月3日` */
export const spokenDay = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
/** 这块地6月3日打的药要隔14天，6月17日以后才能收 */
export function earlyText(plot: PlotKind, use: Use): string {
  const thing = THINGS[plot] ?? '这块地';
  const verb = VERBS[use.kind] ?? `用的${INPUT_KINDS[use.kind]}`;
  return `${thing}${spokenDay(lastDayOf(use))}${verb}要隔${use.safeDays}天，${spokenDay(use.safeFromOn)}以后才能收`;
}

/** 这块地6月3日打的药要隔14天，6月17日以后才能收。这条记录后来划掉了，要等审核员看过才能卖 */
export const doubtText = (plot: PlotKind, use: Use): string =>
  `${earlyText(plot, use)}。这条记录后来划掉或改短了，要等审核员看过才能卖`;

/** A reviewer decides on lots that were stopped because of the field within so many working days. */
export const HOLD_WORKING_DAYS = 2;
/** So long after that, a lot that nobody decided on is stopped for good. */
export const HOLD_AT_LAST_WORKING_DAYS = 10;
/** What is answered, named like the act that does it. */
export const HOLD_ANSWERS = { resume: '可以接着卖', stop: '不能再卖' } as const;
