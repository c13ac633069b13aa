/**
 * Limits that the platform begins with: reference data, put in place at start. None was read in the text of its
 * standard, so each names where it was found and its doubt; the operator registers others, and corrects these.
 */
export interface IndicatorRow {
  standardCode: string;
  categoryIds: readonly string[];
  name: string;
  unit: string | null;
  grade?: string;
  min?: number;
  max?: number;
  /** The findings that pass, where it is not a number. */
  words?: readonly string[];
  /** Of which of these goods (goods-sorts.table.ts); left out: of all that no other row names. */
  sort?: string;
  isNational?: true;
  isAsked?: true;
  source: string;
  /** When it was looked up, where that was later than the others; it replaces what was put in place before. */
  sourceOn?: string;
  doubt: string;
}

/** Where a limit was found that nobody read in the text of its standard, and what that leaves open. */
export const KNOWN = '通用知识，未见出处';
export const UNREAD = '没有和标准原文核对过';
