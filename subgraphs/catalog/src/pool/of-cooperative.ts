import type { CatalogContext } from '../context.ts';
import { askPeopleOf } from '../peers.ts';

/** Whoever offers the price does not agree to it: a grower's word is worth something where it is another's. */
export const OF_COOPERATIVE = { message: '这个人在给合作社干活，不能替种植户点头，请种植户用自己的微信' };

/** Of the caller: whom a grant makes act for the cooperative, with whatever rights. */
export const actsFor = ({ actor }: Pick<CatalogContext, 'actor'>, partyId: string): boolean =>
  actor.grants.some((grant) => grant.partyId === partyId);

/** Of anybody: the caller, whose business it is, and its people on file. Never inside a transaction. */
export const worksFor = async (context: CatalogContext, accountId: string, partyId: string): Promise<boolean> =>
  accountId === context.actor.id || (await askPeopleOf(context, partyId)).includes(accountId);
