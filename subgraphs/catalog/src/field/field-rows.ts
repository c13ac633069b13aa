import { QUANTITY_PARTS, safeFrom, SIZE_PARTS } from './field.policy.ts';

/** How whoever brings in a history writes the rows of fields. */
export const fieldRows = {
  safeFrom,
  quantityParts: QUANTITY_PARTS,
  sizeParts: (size: number): number => Math.round(size * SIZE_PARTS),
} as const;
