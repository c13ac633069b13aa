import type { FrontSettings } from '@heitu/gateway/front/front.config';
import { ENGINE } from '../contract/engine.fixture.ts';

/**
 * A gateway as in production that lets everybody ask everything, as often as they like: what is denied, the subgraphs
 * deny.
 */
export const OPEN: Partial<FrontSettings> = {
  engine: ENGINE,
  freeQueries: 'anyone',
  // They ask what nobody's client does: a start without the clients' documents is seconds shorter.
  trustedDocuments: [],
  costMax: 1_000_000,
  answerKeepMs: 0,
  queueMsMax: 0,
  rates: { perCaller: null, perAddress: null, strangersPerAddress: null },
};
