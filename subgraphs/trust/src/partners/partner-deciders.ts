import { hasRole, partiesFor } from '@heitu/kit/rules/actor';
import { permit } from '@heitu/kit/rules/permissions';
import type { TrustContext } from '../context.ts';

const DECIDING_ROLES = ['seller-owner', 'carrier-manager'] as const;
/** The parties for which somebody decides what is passed on: an owner's, a carrier's; a delegate is neither. */
export const decidesFor = ({ actor }: TrustContext): string[] => partiesFor(actor, DECIDING_ROLES);
export const decidesForAll = ({ actor }: TrustContext): boolean => hasRole(actor, 'operator-admin');
/** Whoever decides for a party, or for all. */
export const deciders = permit.role('operator-admin', ...DECIDING_ROLES);
