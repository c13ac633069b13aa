import type { TrustContext } from '../context.ts';

/** A program looks after itself alone; the administrator after all. Null: not there for this caller. */
export const clientFor = ({ actor }: TrustContext, clientId: string): string | null =>
  actor.kind === 'client' && actor.id !== clientId ? null : clientId;
