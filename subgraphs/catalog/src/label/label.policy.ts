import { keysOf } from '@heitu/kit/rules/checked';
import { CERTIFICATE_TYPES, isProof, type LotPapers } from '../lot/lot.policy.ts';
import { PROMISE_TITLE } from '../lot/promise.policy.ts';

/** What a label's statement can claim of a lot. A claim's place here is its bit: new ones go to the end. */
export const LABEL_CLAIMS = {
  report: '检验报告合格，平台有人看过扫描件',
  promise: PROMISE_TITLE,
  'self-check': '商家自己检查过',
  conformity: CERTIFICATE_TYPES.conformity,
  'production-licence': CERTIFICATE_TYPES['production-licence'],
  organic: CERTIFICATE_TYPES.organic,
  'green-food': CERTIFICATE_TYPES['green-food'],
  'geographical-indication': CERTIFICATE_TYPES['geographical-indication'],
  quarantine: CERTIFICATE_TYPES.quarantine,
} as const;
export type LabelClaim = keyof typeof LABEL_CLAIMS;

/** How labels come out of the printer. */
export const LABEL_FORMS = { sheet: 'A4纸，一张24个', thermal: '40×30毫米小标签，一张一个' } as const;
export type LabelForm = keyof typeof LABEL_FORMS;
/** Twenty sheets. */
export const LABELS_PER_RUN_MAX = 480;
/** A lot has no more labels than this, used or spoiled: what a statement's number can hold. */
export const LABEL_SERIAL_MAX = 9_999_999;

/** What stands in the label of a lot: only what somebody else has accepted, or the seller has signed. */
export function claimsOf({
  inspections,
  certificates,
  selfChecks,
  isPromised,
}: Pick<LotPapers, 'inspections' | 'certificates' | 'selfChecks' | 'isPromised'>): LabelClaim[] {
  const isAccepted = ({ state }: { state: string }): boolean => state === 'accepted';
  const papers = new Set(certificates.filter(isAccepted).map(({ type }) => type));
  const isClaimed: Readonly<Record<LabelClaim, boolean>> = {
    report: inspections.some(isProof),
    promise: isPromised,
    'self-check': selfChecks.some(({ passed }) => passed),
    conformity: papers.has('conformity'),
    'production-licence': papers.has('production-licence'),
    organic: papers.has('organic'),
    'green-food': papers.has('green-food'),
    'geographical-indication': papers.has('geographical-indication'),
    quarantine: papers.has('quarantine'),
  };
  return CLAIM_NAMES.filter((claim) => isClaimed[claim]);
}

export const CLAIM_NAMES = keysOf(LABEL_CLAIMS);
