import type { SupplierState } from './supplier.lifecycle.ts';

export const SUPPLIERS_PER_PARTY_MAX = 500;

/** Who is on file is approved again for newer papers only. */
export const isToApprove = (state: SupplierState, newPapers: number): boolean => state !== 'approved' || newPapers > 0;

/** Whether one may buy from a supplier today, and if not, why (7.3.1). */
export function supplierStanding(
  supplier: { state: SupplierState; validUntil: string | null },
  today: string,
): { valid: boolean; reason: string } {
  if (supplier.state !== 'approved') return { valid: false, reason: '供应商还没有审查备案' };
  if (supplier.validUntil !== null && supplier.validUntil < today)
    return { valid: false, reason: '供应商的证照已过期' };
  return { valid: true, reason: '' };
}
