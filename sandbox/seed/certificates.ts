import type { CertificateType } from '@heitu/catalog';
import type { LotPaperKind } from '../county/index.ts';

/** Inspection reports are inspections of their own. */
export const CERTIFICATES: Readonly<Partial<Record<LotPaperKind, CertificateType>>> = {
  'factory-certificate': 'conformity',
  'conformity-certificate': 'conformity',
  'production-licence': 'production-licence',
  'geographical-indication': 'geographical-indication',
  'animal-quarantine-certificate': 'quarantine',
  'gmo-declaration': 'other',
  'purchase-paper': 'purchase',
};
