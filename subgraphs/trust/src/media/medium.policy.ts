import { DAY_MS } from '@heitu/kit/rules/clock';
import { hasRole, type Actor } from '@heitu/kit/rules/actor';
import { OVERSEERS, type Role } from '@heitu/standard';

/** Who may have a medium in their hands: people of the operator, whose accounts say who they are. */
export const MEDIA_KEEPERS = ['operator-admin', 'reviewer', 'mediator', 'finance'] as const satisfies readonly Role[];
/** And who sees the register. */
export const MEDIA_SEEN_BY = [...MEDIA_KEEPERS, 'regulator'] as const satisfies readonly Role[];
export const MEDIA_OVERSEERS: readonly Role[] = OVERSEERS.platform;

export const MEDIUM_KINDS = { tape: '磁带', disk: '移动硬盘', optical: '光盘', other: '其他' } as const;
export type MediumKind = keyof typeof MEDIUM_KINDS;

/** Whoever is to take a medium signs within so many; after that it is still with whoever gave it. */
export const SIGNED_WITHIN_WORKING_DAYS = 2;
/** So long a medium may lie where the platform runs: written anew, then taken away again. */
export const ON_SITE_MAX_MS = 7 * DAY_MS;

interface Held {
  holderId: string;
  takerId: string | null;
}
/** What somebody is to a medium; an administrator stands in for a holder who is with the operator no more. */
export type MediumPart = 'holder' | 'taker' | 'stand-in';
export function partsIn({ holderId, takerId }: Held, actor: Actor, holderKeeps: boolean): MediumPart[] {
  const parts: MediumPart[] = [];
  if (holderId === actor.id) parts.push('holder');
  if (takerId === actor.id) parts.push('taker');
  if (!holderKeeps && hasRole(actor, 'operator-admin')) parts.push('stand-in');
  return parts;
}
