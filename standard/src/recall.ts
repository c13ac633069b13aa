/** What a recall is about and how soon it must be done: catalog calls it, orders carries it out. */

/** How grave it is (食品召回管理办法 12, 13). */
export const RECALL_LEVEL_TITLES = { one: '一级召回', two: '二级召回', three: '三级召回' } as const satisfies Readonly<
  Record<string, string>
>;
export type RecallLevel = keyof typeof RECALL_LEVEL_TITLES;

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

/** Who calls it. */
export const RECALL_CALLER_TITLES = {
  seller: '商家召回',
  operator: '平台召回',
  authority: '主管部门责令召回',
} as const satisfies Readonly<Record<string, string>>;
export type RecallCaller = keyof typeof RECALL_CALLER_TITLES;

/**
 * Hours from the moment that it is known to the report, and working days from the notice to its end. Not read in the
 * text of the law: the hours and the ten days of the first level from papers about it, the other days from knowledge.
 */
export const RECALL_TIMES = {
  one: { reportHours: 24, finishWorkingDays: 10 },
  two: { reportHours: 48, finishWorkingDays: 20 },
  three: { reportHours: 72, finishWorkingDays: 30 },
} as const satisfies Readonly<Record<RecallLevel, { reportHours: number; finishWorkingDays: number }>>;
export const RECALL_LAW = '食品安全法第六十三条、食品召回管理办法';
/** Where nobody has said how grave it is, the shortest times hold. */
export const GRAVEST_LEVEL = 'one' satisfies RecallLevel;
