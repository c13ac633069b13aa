import { indicatorKey } from '../standard/indicator-names.table.ts';
import type { IndicatorLimit } from '../standard/indicator.policy.ts';
import { mayCheckSelf } from './lot.policy.ts';

/** One line of the form that somebody fills in who looks at their own goods. */
export interface SelfCheckItem {
  name: string;
  unit: string | null;
  /** What can be chosen, the good one first; none where it is measured. */
  choices: readonly string[];
  /** What is often measured, so that a tap writes it; any other figure is typed. */
  usual: readonly string[];
}

const LOOKS: readonly SelfCheckItem[] = [
  { name: '外观和气味', unit: null, choices: ['正常', '不正常'], usual: [] },
  { name: '霉变和虫蛀', unit: null, choices: ['没有', '有'], usual: [] },
];
const MOISTURE: SelfCheckItem = { name: '水分', unit: '%', choices: [], usual: [] };
const SPOILT: SelfCheckItem = { name: '坏果或破损', unit: '%', choices: [], usual: ['0', '1', '2', '5'] };
/** Dried goods keep as long as they are dry. */
const DRY: readonly string[] = ['grain', 'corn', 'beans', 'soybean', 'pulses', 'black-fungus', 'mushroom', 'fungi'];
const DRIED: readonly string[] = [...DRY, 'dried-vegetables', 'herbs', 'nuts'];

/** What is looked at and measured of goods of a kind. */
export const selfCheckForm = (categoryId: string): SelfCheckItem[] => [
  ...LOOKS,
  DRIED.includes(categoryId) ? MOISTURE : SPOILT,
];

/** Null where the law asks for a report. */
export const ownLookForm = (category: { id: string; isProcessed: boolean }): SelfCheckItem[] | null =>
  mayCheckSelf(category) ? selfCheckForm(category.id) : null;

const OWN = '商家自检';
/** What is chosen passes by the form itself. */
export const selfCheckLimits = (categoryId: string): IndicatorLimit[] =>
  selfCheckForm(categoryId).flatMap(({ name, unit, choices: [good] }) =>
    good === undefined
      ? []
      : [
          {
            standardCode: OWN,
            name,
            unit,
            grade: null,
            min: null,
            max: null,
            words: [good],
            isNational: false,
            doubt: null,
          },
        ],
  );

/** Lines that were left out, or answered by a word that the form does not have. */
export const missingOfForm = (
  form: readonly SelfCheckItem[],
  findings: readonly { name: string; value: string }[],
): string[] =>
  form.flatMap(({ name, choices }) => {
    const found = findings.find((finding) => indicatorKey(finding.name) === indicatorKey(name));
    if (!found) return [`没有填“${name}”`];
    if (choices.length > 0) return choices.includes(found.value) ? [] : [`“${name}”要从${choices.join('、')}里选`];
    return /^\d+(\.\d+)?$/u.test(found.value.trim()) ? [] : [`“${name}”要填数字`];
  });
