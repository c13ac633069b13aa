import { official, ofParty, toId } from './at-once-actors.fixture.ts';
import type { Case } from './at-once.fixture.ts';
import { PRODUCT } from './at-once-goods.fixture.ts';

/** A look at a product of the county, the only one. */
const lookIn = (state: string, openFor = 'null'): Omit<Case, 'as'> => {
  const columns = 'id, productId, partyId, cause, state, openFor, contentHash, rulesVersion, openedAtMs, lookDueAtMs';
  const made = `values (:id, :id, :partyId, 'new', '${state}', ${openFor}, '', 1, 1, 1, 4102444800000, 4102444800000)`;
  return {
    subgraph: 'catalog',
    find: PRODUCT,
    back: [
      ['catalog', 'delete from PublicLook where productId = :id'],
      ['catalog', `insert into PublicLook (${columns}, appealDueAtMs, answerDueAtMs) ${made}`],
    ],
    input: toId('lookId'),
  };
};

/** A look at a shop of the county, the only one. */
const shopLookIn = (state: string, openFor = 'null'): Omit<Case, 'as'> => {
  const columns = 'id, shopId, partyId, cause, state, openFor, contentHash, rulesVersion, openedAtMs, lookDueAtMs';
  const made = `values (:id, :id, :partyId, 'new', '${state}', ${openFor}, '', 1, 1, 1, 4102444800000, 4102444800000)`;
  return {
    subgraph: 'sellers',
    find: 'select s.id, s.partyId, p.applicantAccountId from Shop s join Party p on p.id = s.partyId order by s.id',
    back: [
      ['sellers', 'delete from ShopLook where shopId = :id'],
      ['sellers', `insert into ShopLook (${columns}, appealDueAtMs, answerDueAtMs) ${made}`],
      ['sellers', "update Shop set state = 'open' where id = :id"],
    ],
    input: toId('lookId'),
  };
};

/** What a person finds in goods and shops, and whether that stands: catalog, sellers. */
export const LOOKS: Readonly<Record<string, Case>> = {
  reviewProduct: {
    ...lookIn('waiting', ':id'),
    as: () => official('reviewer'),
    input: ({ id }) => ({ productId: id, rule: null }),
  },
  appealLook: { ...lookIn('blocked'), as: ofParty },
  reviewShop: {
    ...shopLookIn('waiting', ':id'),
    as: () => official('reviewer'),
    input: ({ id }) => ({ shopId: id, rule: null }),
  },
  appealShopLook: { ...shopLookIn('blocked'), as: ofParty },
  decideShopLookAppeal: { ...shopLookIn('appealed'), as: () => official('reviewer') },
  decideLookAppeal: { ...lookIn('appealed'), as: () => official('reviewer') },
};
