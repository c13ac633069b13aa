import { refuse, WRONG_STATE, type RefusalText } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';

/** Said alike by several mutations. */
export const AMOUNT_TOO_LARGE = {
  message: '赔偿金额超过平台能裁定的上限，请走诉讼或仲裁',
  clause: '6.6.d',
} as const satisfies RefusalText<ClauseRef>;
export const AMOUNT_MISSING = {
  message: '选择赔偿时请写明金额',
  clause: '7.3.8.n',
} as const satisfies RefusalText<ClauseRef>;
export const PEERS_UNREACHABLE = { message: '订单信息暂时查不到，请稍后再试' } as const satisfies RefusalText;

/** For jobs and reactions: a complaint that somebody moved meanwhile stays as it is. */
export const wontStep = () => refuse({ WRONG_STATE }, 'WRONG_STATE');
