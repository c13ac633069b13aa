import { isKeyOf } from '@heitu/kit/rules/checked';
import { isDoubtfulNumber, NUMBER_DOUBT, type PaperNumberKind } from '@heitu/standard/paper-numbers';
import type { DocumentType } from './document-types.table.ts';

/** Papers whose numbers have a public form. */
export const NUMBERED = {
  'food-production-licence': 'food-production',
  'food-business-licence': 'food-business',
} as const satisfies Partial<Record<DocumentType, PaperNumberKind>>;

/** For whoever compares the number with the scan. */
export const numberDoubt = ({ type, number }: { type: DocumentType; number: string }): string | null =>
  isKeyOf(NUMBERED, type) && isDoubtfulNumber(NUMBERED[type], number) ? NUMBER_DOUBT : null;
