import type { LotPaperKind } from '../county/index.ts';

/** Inspection reports are inspections of their own. */
export const CERTIFICATES: Readonly<Partial<Record<LotPaperKind, string>>> = {
  'factory-certificate': 'conformity',
  'conformity-certificate': 'conformity',
  'production-licence': 'production-licence',
  'geographical-indication': 'geographical-indication',
  'animal-quarantine-certificate': 'quarantine',
  'gmo-declaration': 'other',
};
