import { partsIn } from '../access.ts';
import type { LogisticsContext, RowOf } from '../context.ts';
import { isCodeLocked, RENEW_CODE } from '../delivery/delivery.policy.ts';
import { collectionLifecycle, type CollectionAction } from './collection.lifecycle.ts';
import { missingBefore, type CollectionColumn } from './collection.policy.ts';

export const COLLECTION_ACTIONS = { ...collectionLifecycle.labels, ...RENEW_CODE };
type CollectionActionShown = keyof typeof COLLECTION_ACTIONS;
type Row = RowOf<'Collection'>;
type Part = ReturnType<typeof partsIn>[number];
/** The step at the door that an action does, for whom. */
const STEPS: Readonly<Partial<Record<CollectionAction, Partial<Record<Part, CollectionColumn>>>>> = {
  'check-identity': { consumer: 'identityCheckedAtMs' },
  'show-identity': { courier: 'identityCheckedAtMs' },
  settle: { courier: 'settledAtMs' },
  inspect: { courier: 'inspectedAtMs' },
  'record-condition': { courier: 'recordedAtMs' },
  sign: { courier: 'courierSignedAtMs', consumer: 'consumerSignedAtMs' },
  take: { courier: 'takenAtMs' },
};
const isTurnOf = (row: Row, column: CollectionColumn): boolean =>
  !row[column] && missingBefore(row, column).length === 0;

/** Who has signed at the centre is not asked again; whoever is both sides signs for neither. */
function signsHandover(row: Row, parts: readonly Part[]): boolean {
  const sides = {
    seller: parts.includes('seller-owner'),
    carrier: parts.includes('carrier-manager') || parts.includes('courier'),
  };
  return sides.seller !== sides.carrier && (sides.seller ? row.sellerReceivedAtMs : row.carrierHandedAtMs) === null;
}
const CODE_STEPS: readonly CollectionAction[] = ['check-identity', 'show-identity'];
/** What this actor can do with a collection now: the same questions that the use cases ask, for the buttons. */
export function collectionActions(
  { actor, clock }: Pick<LogisticsContext, 'actor' | 'clock'>,
  row: Row,
): CollectionActionShown[] {
  const parts = partsIn(actor, row, 'after-sales');
  const canRenew = parts.includes('carrier-manager') && row.state === 'appointed' && isCodeLocked(row);
  const actions: CollectionActionShown[] = collectionLifecycle.available(row, parts, clock.now()).filter((action) => {
    if (CODE_STEPS.includes(action) && isCodeLocked(row)) return false;
    const steps = STEPS[action];
    if (steps) return parts.some((part) => steps[part] && isTurnOf(row, steps[part]));
    return action !== 'sign-handover' || signsHandover(row, parts);
  });
  return canRenew ? [...actions, 'renew-courier-code'] : actions;
}
