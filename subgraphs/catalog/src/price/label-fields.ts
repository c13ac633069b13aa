import { SafeInt } from '@heitu/kit/rules/graphql';
import { amountFen, asScalar, z } from '@heitu/kit/rules/validate';
import { optionalLine } from '../inputs.ts';
import { PRICING_TYPE_NAMES } from './price-label.policy.ts';

const priceFen = () => asScalar(SafeInt, amountFen(1));
const optionalFen = () => priceFen().nullish().default(null);

/** What a label says beside its name and specification. */
export const labelFields = {
  origin: optionalLine(120),
  grade: optionalLine(40),
  pricingType: z.enum(PRICING_TYPE_NAMES).describe('government-set, government-guided, market, negotiated, bidding'),
  retailFen: priceFen(),
  memberFen: optionalFen(),
  bandMinFen: optionalFen(),
  bandMaxFen: optionalFen(),
  priceManager: optionalLine(40),
  priceSupervision: optionalLine(120).describe('whom to call: 12315'),
};
