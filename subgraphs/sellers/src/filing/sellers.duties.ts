import type { RoomDuties } from '@heitu/kit/data/duties';
import { endOfChinaDate } from '@heitu/kit/rules/calendar';
import { lastDaysIn } from '@heitu/kit/rules/duties';
import type { SellersContext } from '../context.ts';
import { CONTRACT_KIND_TITLES } from '../contract/contract.policy.ts';
import { partiesById } from '../party/party.loader.ts';
import { trainingDuties } from '../training/training.duties.ts';
import { DOCUMENT_TYPES } from './document-types.table.ts';

const nameOf = async (context: SellersContext, partyId: string): Promise<string> =>
  (await context.loader(partiesById).load(partyId))?.name ?? '';

/** Looked at again by the day that it had; who was not yet is asked by the day that stands. */
const reReviews: RoomDuties<SellersContext>['re-review'] = {
  async owed(context, { fromMs, toMs }) {
    const done = await context.rows
      .selectFrom('ReReview')
      .innerJoin('Party', 'Party.id', 'ReReview.partyId')
      .select(['ReReview.partyId', 'Party.name', 'ReReview.wasDueAtMs as dueAtMs', 'ReReview.reviewedAtMs as doneAtMs'])
      .where('ReReview.wasDueAtMs', '>', fromMs)
      .where('ReReview.wasDueAtMs', '<=', toMs)
      .execute();
    const standing = await context.rows
      .selectFrom('Party')
      .select(['id as partyId', 'name', 'reReviewDueAtMs as dueAtMs'])
      .where('approvedAtMs', 'is not', null)
      // Whoever was found wanting at the last look is filed anew, not looked at again.
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('ReReview')
              .select('ReReview.id')
              .whereRef('ReReview.partyId', '=', 'Party.id')
              .whereRef('ReReview.reviewedAtMs', '>=', 'Party.reReviewDueAtMs'),
          ),
        ),
      )
      .where('reReviewDueAtMs', '>', fromMs)
      .where('reReviewDueAtMs', '<=', toMs)
      .execute();
    return [...done, ...standing.map((row) => ({ ...row, doneAtMs: null }))].flatMap(({ partyId, name, ...row }) =>
      row.dueAtMs === null
        ? []
        : { subject: partyId, title: name, partyId, sinceMs: row.dueAtMs, ...row, dueAtMs: row.dueAtMs },
    );
  },
};

/** A paper on file that ends, and the one of its kind that took its place. */
const papers: RoomDuties<SellersContext>['paper-renewal'] = {
  async owed(context, window) {
    const { from, to } = lastDaysIn(window);
    const ending = await context.rows
      .selectFrom('Document')
      .select(['id', 'partyId', 'type', 'validUntil', 'createdAtMs'])
      .where('state', '=', 'accepted')
      .where('partyId', 'is not', null)
      .where('validUntil', '>=', from)
      .where('validUntil', '<=', to)
      .execute();
    if (ending.length === 0) return [];
    const holders = [...new Set(ending.flatMap(({ partyId }) => partyId ?? []))];
    const filed = await context.rows
      .selectFrom('Document')
      .select(['id', 'partyId', 'type', 'validUntil', 'createdAtMs'])
      .where('state', '=', 'accepted')
      .where('partyId', 'in', holders)
      .orderBy('createdAtMs')
      .execute();
    return Promise.all(
      ending.flatMap(({ id, partyId, type, validUntil, createdAtMs }) => {
        if (partyId === null || validUntil === null) return [];
        const next = filed.find(
          (paper) =>
            paper.id !== id &&
            paper.partyId === partyId &&
            paper.type === type &&
            (paper.validUntil === null || paper.validUntil > validUntil),
        );
        return (async () => ({
          subject: id,
          title: `${await nameOf(context, partyId)}的${DOCUMENT_TYPES[type].title}`,
          partyId,
          sinceMs: createdAtMs,
          dueAtMs: endOfChinaDate(validUntil),
          doneAtMs: next?.createdAtMs ?? null,
        }))();
      }),
    );
  },
};

/** A contract that ends, and the one between the same two that took its place. */
const contracts: RoomDuties<SellersContext>['contract-renewal'] = {
  async owed(context, window) {
    const { from, to } = lastDaysIn(window);
    const ending = await context.rows
      .selectFrom('Contract')
      .select(['id', 'partyId', 'withPartyId', 'kind', 'number', 'validUntil', 'signedAtMs'])
      .where('state', 'in', ['signed', 'expired'])
      .where('validUntil', '>=', from)
      .where('validUntil', '<=', to)
      .execute();
    if (ending.length === 0) return [];
    const others = await context.rows
      .selectFrom('Contract')
      .select(['id', 'partyId', 'withPartyId', 'kind', 'validUntil', 'signedAtMs'])
      .where('state', 'in', ['signed', 'expired'])
      .where('partyId', 'in', [...new Set(ending.map(({ partyId }) => partyId))])
      .orderBy('signedAtMs')
      .execute();
    return Promise.all(
      ending.map(async ({ id, partyId, withPartyId, kind, number, validUntil, signedAtMs }) => {
        const next = others.find(
          (one) =>
            one.id !== id &&
            one.partyId === partyId &&
            one.withPartyId === withPartyId &&
            one.kind === kind &&
            one.validUntil > validUntil,
        );
        const dueAtMs = endOfChinaDate(validUntil);
        return {
          subject: id,
          title: `${await nameOf(context, partyId)}的${CONTRACT_KIND_TITLES[kind]}${number}`,
          partyId,
          sinceMs: signedAtMs ?? dueAtMs,
          dueAtMs,
          doneAtMs: next?.signedAtMs ?? null,
        };
      }),
    );
  },
};

/** What parties owe by days that are on file. */
export const sellersDuties: RoomDuties<SellersContext> = {
  're-review': reReviews,
  'paper-renewal': papers,
  'contract-renewal': contracts,
  ...trainingDuties,
};
