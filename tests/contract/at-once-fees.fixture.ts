import type { Case } from './at-once.fixture.ts';
import { official, toId } from './at-once-actors.fixture.ts';

const NONE_COMING = ['payments', 'delete from PlatformFee where proposedBy is not null'] as const;
/** A fee of the platform that others have proposed, or published. */
const platformFee = (state: string, input: Case['input']): Case => ({
  subgraph: 'payments',
  find: 'select id from MerchantAccount order by id',
  as: () => official('operator-admin'),
  back: [
    NONE_COMING,
    [
      'payments',
      `insert into PlatformFee (id, permille, feeOn, reason, state, openFor, risePercent, isLeap, proposedBy,
          proposedAtMs, decidedBy, bindsAtMs, lookDueAtMs)
        values (:id, 12, 'goods-and-delivery', '', '${state}', 'next', 20, 0, 'another', 4000000000000, 'another',
          4000000000000, 4000000000000)`,
    ],
  ],
  input,
});

/** The platform's own fee. */
export const FEES: Readonly<Record<string, Case>> = {
  proposePlatformFee: {
    subgraph: 'payments',
    as: () => official('finance'),
    whole: true,
    back: [NONE_COMING],
    input: () => ({ permille: 12, feeOn: 'GOODS', reason: '短信涨价' }),
  },
  decidePlatformFee: platformFee('proposed', ({ id }) => ({ feeId: id, confirm: true })),
  lookAtPlatformFee: platformFee('held', ({ id }) => ({ feeId: id, allow: true, found: '看过账单' })),
  withdrawPlatformFee: platformFee('announced', toId('feeId')),
};
