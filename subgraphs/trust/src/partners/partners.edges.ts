import type { Edge } from '@heitu/kit/serving/subgraph';
import { recordProbes } from '../disclosure/record-probes.ts';
import type { TrustContext } from '../context.ts';
import { exportTrade } from './export-trade.ts';
import { issueToken } from './issue-token.ts';
import { recordRefusals } from '../refused/record-refusals.ts';
import { recordUsage } from './record-usage.ts';
import { serverMetadata } from './server-metadata.ts';

export const partnerEdges: readonly Edge<TrustContext>[] = [
  { method: 'POST', path: '/oauth/token', handle: issueToken },
  { method: 'GET', path: '/.well-known/oauth-authorization-server', handle: serverMetadata },
  { method: 'POST', path: '/usage', handle: recordUsage },
  { method: 'POST', path: '/refusals', handle: recordRefusals },
  { method: 'POST', path: '/probes', handle: recordProbes },
  { method: 'GET', path: '/export/trade', handle: exportTrade },
];
