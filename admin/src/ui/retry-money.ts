import { RetryMoney } from '../api/admin.ts';
import { act } from './Acts.tsx';

/** A refund or a settlement that failed: finance sends it once more. */
export const retry = (id: string) =>
  act({
    label: '再办一次',
    field: 'retryMoney',
    action: 'RETRY',
    confirm: '再向支付机构发一次？同一笔不会付两次。',
    document: RetryMoney,
    variables: { input: { id } },
  });
