import type { EvidenceTable } from '@heitu/kit/rules/evidence';
import type { ClauseRef } from '@heitu/standard';
import type { LogisticsContext } from '../context.ts';
import { agreedEvidence } from './agreed.evidence.ts';
import { carrierEvidence } from './carrier.evidence.ts';
import { collectionEvidence } from './collection.evidence.ts';
import { deliveryEvidence } from './delivery.evidence.ts';
import { supervisionEvidence } from './supervision.evidence.ts';

/** What logistics can show for its clauses, counted from its own rows over the period. */
export const evidence: EvidenceTable<LogisticsContext, ClauseRef> = {
  ...agreedEvidence,
  ...carrierEvidence,
  ...deliveryEvidence,
  ...collectionEvidence,
  ...supervisionEvidence,
};
