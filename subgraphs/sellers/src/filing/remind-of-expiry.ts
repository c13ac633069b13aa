import { REMIND_BEFORE_DAYS } from '@heitu/standard';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { paperExpiring } from '@heitu/events/sellers.paper-expiring.v1';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import { maskName } from '@heitu/kit/privacy/vault';
import { must } from '@heitu/kit/rules/checked';
import type { SellersContext, SellersRows } from '../context.ts';
import { reviewReminders } from '../party/party.moves.ts';
import { remindUntil } from '../party/party.policy.ts';
import { NEWEST_COUNTS } from './compulsory.policy.ts';
import { DOCUMENT_TYPES } from './document-types.table.ts';
import { Reminder } from './filing.entity.ts';
import { paperReminders } from './filing.moves.ts';

export const REMINDERS_PER_RUN_MAX = 100;

/** Tells parties, thirty days ahead and once each, of papers that end and of re-reviews that fall due (6.4). */
export const remindOfExpiry = (context: SellersContext): Promise<void> =>
  eachAlone([remindOfPapers, remindOfReviews], (remind) => remind(context, context.clock.now()));

/** Accepted papers that end and were not told of, unless a newer one lasts longer where the newest is what counts. */
const endingPapers = (rows: SellersRows, untilOn: string) =>
  rows
    .selectFrom('Document')
    .leftJoin('Supplier', 'Supplier.id', 'Document.supplierId')
    .leftJoin('WitnessedFiling as w', 'w.id', 'Document.filingId')
    .innerJoin('Party', (join) =>
      join.on((eb) => eb('Party.id', '=', eb.fn.coalesce('Document.partyId', 'Supplier.partyId'))),
    )
    .select([
      'Document.id',
      'Document.supplierId',
      'Document.type',
      'Document.validUntil',
      'Supplier.name as supplierName',
      'Supplier.creditCode as supplierCode',
      'Party.id as partyId',
      'Party.applicantAccountId',
      'Party.name as farmerName',
      'w.stationPartyId',
      'w.stationName',
      'w.agentAccountId',
    ])
    .where('Document.state', '=', 'accepted')
    .where('Document.remindedAtMs', 'is', null)
    .where('Document.validUntil', '<=', untilOn)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('Document as newer')
            .select('newer.id')
            .whereRef('newer.type', '=', 'Document.type')
            .where('newer.type', 'in', NEWEST_COUNTS)
            .where('newer.state', '=', 'accepted')
            .where((eb) =>
              eb.or([
                eb('newer.partyId', '=', eb.ref('Document.partyId')),
                eb('newer.supplierId', '=', eb.ref('Document.supplierId')),
              ]),
            )
            .where((eb) => eb.or([eb('newer.validUntil', 'is', null), eb('newer.validUntil', '>', untilOn)])),
        ),
      ),
    )
    .limit(REMINDERS_PER_RUN_MAX)
    .execute();

async function remindOfPapers(context: SellersContext, nowMs: number): Promise<void> {
  const papers = await endingPapers(context.rows, remindUntil(nowMs));
  await eachAlone(papers, async (paper) => {
    const { supplierId, supplierName } = paper;
    const validUntil = must(paper.validUntil, `the last day of ${paper.id}`);
    const supplier = supplierId && supplierName && (await context.vault.openTextUnrecorded(supplierId, supplierName));
    await context.transaction(async (tx) => {
      const claimed = await paperReminders.bySystem(context, tx, 'remind', { id: paper.id });
      if (claimed === 0) return ok(null);
      const { partyId, applicantAccountId } = paper;
      const whose = supplier ? `供应商${paper.supplierCode ? supplier : maskName(supplier)}的` : '';
      const title = `${whose}${DOCUMENT_TYPES[paper.type].title}`;
      await tx.em.insert(Reminder, {
        id: context.newId(),
        partyId,
        documentId: paper.id,
        supplierId,
        text: `${title}${validUntil}到期，请提前更新`,
        dueOn: validUntil,
        atMs: nowMs,
      });
      tx.publish(
        paperExpiring,
        { type: 'party', id: partyId },
        { partyId, accountId: applicantAccountId, documentTitle: title, validUntil, station: stationOf(paper) },
      );
      return ok(null);
    });
  });
}
/** The station where it was filed, whose agent sees whoever comes with the next one. */
const stationOf = ({ stationPartyId: partyId, stationName: name, agentAccountId, farmerName }: Witnessed) =>
  partyId && name && agentAccountId ? { partyId, name, agentAccountId, farmerName } : null;
interface Witnessed {
  stationPartyId: string | null;
  stationName: string | null;
  agentAccountId: string | null;
  farmerName: string;
}

async function remindOfReviews(context: SellersContext, nowMs: number): Promise<void> {
  const parties = await context.rows
    .selectFrom('Party')
    .select(['id', 'reReviewDueAtMs'])
    .where('standing', '=', 'good')
    .where('reReviewRemindedAtMs', 'is', null)
    .where('reReviewDueAtMs', '<=', nowMs + REMIND_BEFORE_DAYS * DAY_MS)
    .limit(REMINDERS_PER_RUN_MAX)
    .execute();
  await eachAlone(parties, async (party) => {
    await context.transaction(async (tx) => {
      const claimed = await reviewReminders.bySystem(context, tx, 'remind', { id: party.id });
      if (claimed === 0) return ok(null);
      const dueOn = chinaDate(must(party.reReviewDueAtMs, `when ${party.id} is looked at again`));
      await tx.em.insert(Reminder, {
        id: context.newId(),
        partyId: party.id,
        text: `${dueOn}前需要复核，请核对材料并提交`,
        dueOn,
        atMs: nowMs,
      });
      return ok(null);
    });
  });
}
