import { hasRole } from '@heitu/kit/rules/actor';
import type { SellersContext } from '../context.ts';
import { isOwnParty } from '../access.ts';
import { OF_PARTY, type PartyAct } from '../party/party.policy.ts';
import { partiesById, type PartyRow } from '../party/party.loader.ts';
import { shopsOfParty } from '../shop/shop.loader.ts';
import { whyNotOpenShop } from '../shop/shop.policy.ts';
import { suppliersById } from '../supplier/supplier.loader.ts';
import { documentLifecycle, type DocumentAct } from './filing.lifecycle.ts';
import { documentsOfParty, filingsOfParty, type DocumentRow } from './filing.loader.ts';
import { whyNotReReview } from './re-review-party.ts';

/** What its own people can do with a paper now: withdraw it while nobody has reviewed it. */
export async function documentActions(context: SellersContext, document: DocumentRow): Promise<DocumentAct[]> {
  const actions = documentLifecycle.available(document, OF_PARTY, context.clock.now());
  if (actions.length === 0) return [];
  const supplier = document.supplierId ? await context.loader(suppliersById).load(document.supplierId) : null;
  const party = await context.loader(partiesById).load(document.partyId ?? supplier?.partyId ?? '');
  return party && isOwnParty(context, party, supplier ? 'lots' : 'shop') ? actions : [];
}

/** What the caller can do for a party now. */
export async function partyActions(context: SellersContext, party: PartyRow): Promise<PartyAct[]> {
  return [
    ...(isOwnParty(context, party, 'shop') ? await ownActions(context, party) : []),
    ...(hasRole(context.actor, 'reviewer') && !whyNotReReview(context, party) ? (['re-review'] as const) : []),
  ];
}

/**
 * Its own people hand its papers in, unless they are with the reviewer or were approved as they are, and open its
 * shops.
 */
async function ownActions(context: SellersContext, party: PartyRow): Promise<PartyAct[]> {
  const [filings, documents, shops] = await Promise.all([
    context.loader(filingsOfParty).load(party.id),
    context.loader(documentsOfParty).load(party.id),
    context.loader(shopsOfParty).load(party.id),
  ]);
  const newest = filings[0]?.state;
  const isToSubmit =
    newest !== 'under-review' &&
    (newest !== 'approved' || documents.some(({ state }) => documentLifecycle.from('submit').includes(state)));
  return [
    ...(isToSubmit ? (['submit-filing'] as const) : []),
    ...(whyNotOpenShop(party, shops.length) ? [] : (['open-shop'] as const)),
  ];
}
