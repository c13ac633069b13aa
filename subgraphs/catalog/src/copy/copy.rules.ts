import { WORD_RULE_TITLES } from '@heitu/standard';
import type { CertificateType } from '../lot/lot.policy.ts';

/** Why a word may not be published. */
export const COPY_RULE_TITLES = { ...WORD_RULE_TITLES, contradiction: '与登记不符' } as const;
export type CopyRuleName = keyof typeof COPY_RULE_TITLES;
/** The texts of goods that are checked. */
export const COPY_FIELD_NAMES = ['title', 'copy', 'characteristics', 'pictures'] as const;
export type CopyField = (typeof COPY_FIELD_NAMES)[number];
export const COPY_FIELDS: Readonly<Record<CopyField, string>> = {
  title: '标题',
  copy: '介绍',
  characteristics: '特性',
  pictures: '照片说明',
};

/** Claims of a kind of goods that a certificate must stand behind: contradictions where none is on record (7.3.7.j). */
export const CERTIFIED_CLAIMS: readonly { pattern: RegExp; certificate: CertificateType }[] = [
  { pattern: /有机(?!质|肥|物)/gu, certificate: 'organic' },
  { pattern: /绿色食品/gu, certificate: 'green-food' },
  { pattern: /地理标志/gu, certificate: 'geographical-indication' },
];

export const GRADE_WORDS = ['特级', '特等', '一级', '一等', '二级', '二等', '三级', '三等', '优级', '优等'] as const;
