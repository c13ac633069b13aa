import { SafeInt } from '@heitu/kit/rules/graphql';
import { oneOf } from '@heitu/kit/rules/enums';
import { amountFen, asScalar } from '@heitu/kit/rules/validate';
import { PricingTypes } from '../enums.ts';
import { optionalPublicLine } from '../inputs.ts';

const priceFen = () => asScalar(SafeInt, amountFen(1));
const optionalFen = () => priceFen().nullish().default(null);

/** What a label says beside its name and specification. */
export const labelFields = {
  origin: optionalPublicLine(120).describe('Where the goods come from, as the label shows it.'),
  grade: optionalPublicLine(40).describe('The grade, as the label shows it.'),
  pricingType: oneOf(PricingTypes).describe(
    'How the price comes about. Where a government document binds such goods, the label says so instead.',
  ),
  retailFen: priceFen().describe('Price of one SKU in fen, from 1.'),
  memberFen: optionalFen().describe(
    "Members' price in fen, not above retailFen. Refused while the platform has no members (NO_MEMBERSHIP).",
  ),
  priceManager: optionalPublicLine(40).describe('Who answers for the price at the seller.'),
  priceSupervision: optionalPublicLine(120).describe('whom to call: 12315'),
};
