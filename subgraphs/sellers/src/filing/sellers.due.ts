import { lying, type DueBeside, type DueBoard } from '@heitu/kit/data/due';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { DUE_OF_A_KIND_MAX } from '@heitu/kit/rules/due';
import { REMIND_BEFORE_DAYS, OVERSEERS, desksOfRoles, LISTED_DESKS } from '@heitu/standard';
import type { SellersContext } from '../context.ts';
import { PLATFORM_SIGNERS } from '../contract/contract.lifecycle.ts';
import { contracts } from '../contract/contract.moves.ts';
import { helpRequests } from '../help/help.moves.ts';
import { shopsAsKept } from '../look/shop-look.loader.ts';
import { shopLooks } from '../look/shop-look.moves.ts';
import { partiesById } from '../party/party.loader.ts';
import { standings } from '../party/party.moves.ts';

import { sessions, sittings } from '../training/training.moves.ts';
import { EXAMINERS } from '../training/training.policy.ts';
import { filings } from './filing.moves.ts';

const LOOKERS = OVERSEERS.filings;
const nameOf = async (context: SellersContext, partyId: string): Promise<string> =>
  (await context.loader(partiesById).load(partyId))?.name ?? '';
const nameOfShop = async (context: SellersContext, shopId: string): Promise<string> =>
  (await context.loader(shopsAsKept).load(shopId))?.name ?? '';
const AHEAD_MS = REMIND_BEFORE_DAYS * DAY_MS;

/** A party whose papers lapsed is out of business, and its day comes all the same. */
const lapsedReviews: DueBeside<SellersContext> = {
  kind: 're-review',
  clause: '6.4',
  roles: LOOKERS,
  rows: async (context) => {
    const nowMs = context.clock.now();
    const rows = await context.rows
      .selectFrom('Party')
      .select(['id', 'approvedAtMs', 'reReviewDueAtMs as dueAtMs'])
      .where('standing', '=', 'papers-lapsed')
      .where('reReviewDueAtMs', '<', nowMs + AHEAD_MS)
      .orderBy('reReviewDueAtMs')
      .limit(DUE_OF_A_KIND_MAX)
      .execute();
    return Promise.all(
      rows.map(async ({ id, approvedAtMs, dueAtMs }) => ({
        id,
        partyId: id,
        dueAtMs,
        sinceMs: approvedAtMs ?? nowMs,
        title: await nameOf(context, id),
      })),
    );
  },
};

/** What lies on the desks of the operator's people in this subgraph. */
export const sellersDue: DueBoard<SellersContext> = {
  desks: LISTED_DESKS,
  desksOf: desksOfRoles,
  lying: [
    // The page of a filing is its party's: it carries that id.
    lying(filings, {
      kind: 'filing',
      clause: '6.4',
      roles: LOOKERS,
      id: 'partyId',
      title: 'partyId',
      named: nameOf,
      party: 'partyId',
      since: 'submittedAtMs',
    }),
    lying(contracts, {
      kind: 'contract',
      clause: '7.4.q',
      states: ['at-platform'],
      roles: PLATFORM_SIGNERS,
      title: 'partyId',
      named: nameOf,
      party: 'partyId',
      since: 'offeredAtMs',
    }),
    lying(shopLooks, {
      kind: 'shop-look',
      clause: '6.5.b',
      states: ['waiting'],
      roles: LOOKERS,
      title: 'shopId',
      named: nameOfShop,
      party: 'partyId',
      since: 'openedAtMs',
    }),
    lying(shopLooks, {
      kind: 'shop-look-appeal',
      clause: '7.3.8.m',
      states: ['appealed'],
      roles: LOOKERS,
      title: 'shopId',
      named: nameOfShop,
      party: 'partyId',
      since: 'lookedAtMs',
    }),
    lying(sessions, {
      kind: 'training-session',
      clause: '6.2.a',
      roles: EXAMINERS,
      aheadMs: DAY_MS,
      title: 'place',
      since: 'plannedAtMs',
    }),
    lying(sittings, {
      kind: 'exam-marks',
      clause: '8.1.ag',
      states: ['marked'],
      roles: EXAMINERS,
      title: 'partyId',
      named: nameOf,
      party: 'partyId',
      since: 'markedAtMs',
    }),
    lying(helpRequests, {
      kind: 'help',
      clause: '6.2.b',
      roles: LOOKERS,
      title: 'partyId',
      named: nameOf,
      party: 'partyId',
      since: 'askedAtMs',
    }),
    lying(standings, {
      kind: 're-review',
      clause: '6.4',
      roles: LOOKERS,
      aheadMs: AHEAD_MS,
      title: 'id',
      named: nameOf,
      party: 'id',
      since: 'approvedAtMs',
    }),
  ],
  beside: [lapsedReviews],
};
