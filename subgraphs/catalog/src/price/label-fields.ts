import { SafeInt } from '@heitu/kit/rules/graphql';
import { amountFen, asScalar, z } from '@heitu/kit/rules/validate';
import { optionalLine } from '../inputs.ts';
import { PRICING_TYPE_NAMES } from './price-label.policy.ts';

const priceFen = () => asScalar(SafeInt, amountFen(1));
const optionalFen = () => priceFen().nullish().default(null);

/** What a label says beside its name and specification. */
export const labelFields = {
  origin: optionalLine(120).describe('Where the goods come from, as the label shows it.'),
  grade: optionalLine(40).describe('The grade, as the label shows it.'),
  pricingType: z.enum(PRICING_TYPE_NAMES).describe('government-set, government-guided, market, negotiated, bidding'),
  retailFen: priceFen().describe('Price of one SKU in fen, from 1.'),
  memberFen: optionalFen().describe(
    "Members' price in fen, not above retailFen. Refused while the platform has no members (NO_MEMBERSHIP).",
  ),
  bandMinFen: optionalFen().describe(
    'The lowest price that the government allows, in fen: compulsory for government-set and government-guided.',
  ),
  bandMaxFen: optionalFen().describe(
    'The highest price that the government allows, in fen; of a government-set price the same as bandMinFen.',
  ),
  priceManager: optionalLine(40).describe('Who answers for the price at the seller.'),
  priceSupervision: optionalLine(120).describe('whom to call: 12315'),
};
