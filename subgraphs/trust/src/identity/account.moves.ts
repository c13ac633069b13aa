import { movesOf } from '@heitu/kit/data/moves';
import { Account, PhoneCode, RecoveryCode, Session, SignInChallenge } from './account.entity.ts';
import { accountLifecycle, sessionLifecycle } from './account.lifecycle.ts';
import { usedOnce } from './used-once.lifecycle.ts';

export const accounts = movesOf(Account, accountLifecycle);
export const sessions = movesOf(Session, sessionLifecycle);
export const challenges = movesOf(SignInChallenge, usedOnce('sign-in-challenge'));
export const phoneCodes = movesOf(PhoneCode, usedOnce('phone-code'));
export const recoveryCodes = movesOf(RecoveryCode, usedOnce('recovery-code'));
