import { refuse, WRONG_STATE, type RefusalText } from '@heitu/kit/rules/outcome';

/** Said alike by several mutations. */
export const ALREADY_ANSWERED = { message: '您方已经答复过了' } as const satisfies RefusalText;

/** For jobs, and what follows from an answer: a claim that somebody moved meanwhile stays as it is. */
export const wontMove = () => refuse({ WRONG_STATE }, 'WRONG_STATE');
