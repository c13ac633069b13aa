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

/** What a person finds in goods that are on sale, and whether that stands: catalog. */
export const LOOKS: Readonly<Record<string, Case>> = {
  reviewProduct: {
    ...lookIn('waiting', ':id'),
    as: () => official('reviewer'),
    input: ({ id }) => ({ productId: id, rule: null }),
  },
  appealLook: { ...lookIn('blocked'), as: ofParty },
  decideLookAppeal: { ...lookIn('appealed'), as: () => official('reviewer') },
};
