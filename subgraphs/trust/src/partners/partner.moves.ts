import { movesOf } from '@heitu/kit/data/moves';
import { usedOnce } from '../identity/used-once.lifecycle.ts';
import { clientKeyLifecycle } from './client.lifecycle.ts';
import { ClientKey, IdentityCode } from './partner.entity.ts';

export const clientKeys = movesOf(ClientKey, clientKeyLifecycle);
export const identityCodes = movesOf(IdentityCode, usedOnce('identity-code'));
