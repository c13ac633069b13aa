import { defineRefusals } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';

export const planCheckRefusals = defineRefusals({});
export const recordCheckRefusals = defineRefusals({
  FINDING_NEEDED: { message: '查出问题的要写明情况', clause: '8.2.au' satisfies ClauseRef },
});
export const settleFindingRefusals = defineRefusals({});
export const reportCarrierBreachRefusals = defineRefusals({});
