/** What a recall is about and how soon it must be done: catalog calls it, orders carries it out. */

/** How grave it is (食品召回管理办法 12, 13). */
export const RECALL_LEVEL_TITLES = { one: '一级召回', two: '二级召回', three: '三级召回' } as const satisfies Readonly<
  Record<string, string>
>;
export type RecallLevel = keyof typeof RECALL_LEVEL_TITLES;
/** The same for whoever has to do it. */
export const RECALL_LEVEL_OWN_TEXTS: Readonly<Record<RecallLevel, string>> = {
  one: '最急的：吃了可能伤人',
  two: '要紧的：吃了可能不舒服',
  three: '标签写错了，吃了没大事',
};

/** What may be wrong with the goods, as anybody may read it. */
export const RECALL_HAZARD_TITLES = {
  residue: '农药、兽药残留不合格',
  contaminant: '重金属等污染物不合格',
  microbe: '微生物不合格',
  'foreign-body': '混进了异物',
  spoiled: '变质或包装破损',
  allergen: '致敏的东西没有标明',
  label: '标签或说明不实',
  other: '可能不安全',
} as const satisfies Readonly<Record<string, string>>;
export type RecallHazard = keyof typeof RECALL_HAZARD_TITLES;
/**
 * How grave each is at least (食品召回管理办法 12, 13): what may harm whoever eats it is no matter of labels, and what somebody
 * is allergic to may kill them. Only the operator's people say that one case is milder.
 */
export const RECALL_HAZARD_LEVELS: Readonly<Record<RecallHazard, RecallLevel>> = {
  residue: 'two',
  contaminant: 'two',
  microbe: 'two',
  'foreign-body': 'two',
  spoiled: 'two',
  allergen: 'one',
  label: 'three',
  other: 'two',
};
const FROM_GRAVEST: readonly RecallLevel[] = ['one', 'two', 'three'];
export const isMilder = (level: RecallLevel, than: RecallLevel): boolean =>
  FROM_GRAVEST.indexOf(level) > FROM_GRAVEST.indexOf(than);

/** Who calls it. */
export const RECALL_CALLER_TITLES = {
  seller: '商家召回',
  operator: '平台召回',
  authority: '主管部门责令召回',
} as const satisfies Readonly<Record<string, string>>;
export type RecallCaller = keyof typeof RECALL_CALLER_TITLES;

/** Where the times of grades stand. Its text was not read: what stands in for it, each row of times says. */
export const RECALL_TIMES_SOURCE = {
  law: '食品召回管理办法',
  inForceOn: '2015-09-01',
  revisedOn: '2020-10-23',
  lookedUpOn: '2026-11-28',
} as const;
/** Hours from the moment that it is known to the report, and working days from the notice to its end. */
export const RECALL_TIMES = {
  one: {
    reportHours: 24,
    finishWorkingDays: 10,
    doubt: '24小时按2020年6月17日的报道，10个工作日按2015年的报道',
  },
  two: {
    reportHours: 48,
    finishWorkingDays: 20,
    doubt: '48小时按报道，20个工作日是平台所知，没有查到出处',
  },
  three: {
    reportHours: 72,
    finishWorkingDays: 30,
    doubt: '72小时按报道，30个工作日是平台所知，没有查到出处',
  },
} as const satisfies Readonly<Record<RecallLevel, { reportHours: number; finishWorkingDays: number; doubt: string }>>;
export const RECALL_LAW = '食品安全法第六十三条、食品召回管理办法';
/** Where nobody has said how grave it is, the shortest times hold. */
export const GRAVEST_LEVEL = 'one' satisfies RecallLevel;
