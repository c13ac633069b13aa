import type { ClauseRef } from '@heitu/standard';
import { titlesOf } from '@heitu/kit/rules/titles';
import type { PartyKind } from '../party/party.policy.ts';

/** Contracts on file. `withKind`: what the other party must be; it must be in good standing when the contract is signed. */
export const CONTRACT_KINDS = {
  'platform-service': { title: '平台服务协议', withKind: 'operator', clause: '6.4' },
  payment: { title: '网上支付服务协议', withKind: 'payment-provider', clause: '7.4.p' },
  delivery: { title: '配送服务合同', withKind: 'carrier', clause: '8.1.ac' },
  station: { title: '服务站合作协议', withKind: 'station', clause: '7' },
} as const satisfies Record<string, { title: string; withKind: PartyKind; clause: ClauseRef }>;
export type ContractKind = keyof typeof CONTRACT_KINDS;
export const CONTRACT_KIND_TITLES = titlesOf(CONTRACT_KINDS);
