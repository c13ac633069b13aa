/**
 * A rule within one subgraph: a statement that finds the rows that break it. None must. SQLite reads it, and MariaDB in
 * ANSI mode (books.ts).
 */
export interface LocalInvariant {
  subgraph: string;
  invariant: string;
  sql: string;
  /** Where MariaDB has other words for it. */
  mariadb?: string;
}

const HOLDING = "('awaiting-payment', 'closing', 'paid', 'confirmed')";
const PICKED = "('ready', 'in-transit', 'coming-back', 'delivered', 'completed')";
const OPEN =
  "'requested', 'offered', 'approved', 'to-send', 'fetched', 'sent-back', 'handed-over', 'refunding', 'exchanging'";
const OPEN_CLAIMS = `(${OPEN})`;
const COUNTED_CLAIMS = `(${OPEN}, 'refunded', 'compensated', 'lost')`;

const orders: readonly Omit<LocalInvariant, 'subgraph'>[] = [
  {
    invariant: 'what lies in a lot is what came in less what went out',
    sql: 'select l.lotId, l.onHand, coalesce(sum(m.unitsIn - m.unitsOut), 0) as moved from LotStock l left join StockMovement m on m.lotId = l.lotId group by l.lotId having l.onHand != moved or l.onHand < 0',
  },
  {
    invariant: 'free and held are what lies in the lots that may be sold',
    sql: 'select s.skuId, s.free, s.held, coalesce(sum(case when l.blocked = 0 then l.onHand end), 0) as there from Stock s left join LotStock l on l.skuId = s.skuId group by s.skuId having s.free + s.held != there',
  },
  {
    invariant: 'held is what unpicked orders were promised',
    sql: `select s.skuId, s.held, coalesce((select sum(l.quantity) from OrderLine l join "Order" o on o.id = l.orderId where l.skuId = s.skuId and o.state in ${HOLDING}), 0) as promised from Stock s group by s.skuId having s.held != promised`,
  },
  {
    invariant: 'an order gets back no more than was promised, and is promised no more than it paid',
    sql: 'select id, state, totalFen, paidFen, refundDueFen, refundedFen from "Order" where refundedFen > refundDueFen or refundDueFen > paidFen or paidFen not in (0, totalFen) or totalFen != goodsFen + deliveryFen',
  },
  {
    invariant: "an order's refunds add up",
    sql: 'select o.id, o.refundDueFen, o.refundedFen, coalesce(sum(r.amountFen), 0) as due, coalesce(sum(case when r.completedAtMs is not null then r.amountFen end), 0) as done from "Order" o left join OrderRefund r on r.orderId = o.id group by o.id having o.refundDueFen != due or o.refundedFen != done',
  },
  {
    invariant: 'an order counts its open after-sales, one at a time',
    sql: `select o.id, o.openAfterSales, count(a.id) as opened from "Order" o left join AfterSale a on a.orderId = o.id and a.state in ${OPEN_CLAIMS} group by o.id having o.openAfterSales != opened or opened > 1`,
  },
  {
    invariant: 'a line counts the units claimed of it',
    sql: `select l.id, l.claimedUnits, l.quantity, coalesce((select sum(c.units) from AfterSaleLine c join AfterSale a on a.id = c.afterSaleId where c.lineId = l.id and a.state in ${COUNTED_CLAIMS}), 0) as claimed from OrderLine l group by l.id having l.claimedUnits != claimed or l.claimedUnits > l.quantity`,
  },
  {
    invariant: 'a line counts the parts of its price that were claimed, and no more is claimed than was paid',
    sql: `select l.id, l.claimedFen, l.totalFen, coalesce((select sum(case when c.units = 0 then c.refundFen else 0 end) from AfterSaleLine c join AfterSale a on a.id = c.afterSaleId where c.lineId = l.id and a.state in ${COUNTED_CLAIMS}), 0) + coalesce((select sum(coalesce(w.paidFen, w.owedFen)) from WeighIn w where w.lineId = l.id), 0) + coalesce((select sum(d.refundFen) from ChargeDifference d where d.lineId = l.id), 0) as parts, coalesce((select sum(c.refundFen) from AfterSaleLine c join AfterSale a on a.id = c.afterSaleId where c.lineId = l.id and a.state in ${COUNTED_CLAIMS}), 0) + coalesce((select sum(coalesce(w.paidFen, w.owedFen)) from WeighIn w where w.lineId = l.id), 0) + coalesce((select sum(d.refundFen) from ChargeDifference d where d.lineId = l.id), 0) as claimed from OrderLine l group by l.id having l.claimedFen != parts or claimed > l.totalFen`,
  },
  {
    invariant: 'a picked line is filled from lots, unit by unit',
    sql: `select l.id, l.quantity, o.state, coalesce((select sum(t.units) from LineLot t where t.lineId = l.id and t.afterSaleId is null), 0) as filled from OrderLine l join "Order" o on o.id = l.orderId group by l.id having (o.state in ${PICKED} and filled != l.quantity) or (o.state in ${HOLDING} and filled != 0)`,
  },
  {
    invariant: 'every unit in a parcel left a lot, and came back at most once',
    sql: `select t.orderId, t.lotId, sum(t.units) as packed, sum(t.returnedUnits) as back, (select coalesce(sum(m.unitsOut), 0) from StockMovement m where m.orderId = t.orderId and m.lotId = t.lotId and m.kind = 'picked') as went, (select coalesce(sum(m.unitsIn), 0) from StockMovement m where m.orderId = t.orderId and m.lotId = t.lotId and m.kind = 'returned') as returned from LineLot t group by t.orderId, t.lotId having packed != went or back != returned or back > packed`,
  },
  {
    invariant: 'the orders of a checkout stand as it does',
    sql: `select c.id, c.state, o.id as orderId, o.state as orderState from Checkout c join "Order" o on o.checkoutId = c.id where (c.state = 'open' and o.state != 'awaiting-payment') or (c.state = 'closing' and o.state != 'closing') or (c.state = 'closed' and o.state != 'cancelled') or (c.state = 'paid' and o.paidFen = 0)`,
  },
  {
    invariant: 'an order that its buyer cancelled is never bought',
    sql: `select id, state, cancelWishedBy, confirmedAtMs from "Order" where cancelWishedAtMs is not null and (state not in ('closing', 'cancelled') or confirmedAtMs is not null or cancelWishedBy is null)`,
  },
  {
    invariant: 'a checkout is the sum of its orders',
    sql: 'select c.id, c.totalFen, sum(o.totalFen) as orders from Checkout c join "Order" o on o.checkoutId = c.id group by c.id having c.totalFen != orders',
  },
  {
    invariant: 'an order is the sum of its lines',
    sql: 'select o.id, o.goodsFen, sum(l.totalFen) as inLines from "Order" o left join OrderLine l on l.orderId = o.id group by o.id having o.goodsFen != coalesce(inLines, 0)',
  },
  {
    invariant: 'a recall has found every unit of its lot that is out',
    sql: `select t.id, t.lotId, o.state from LineLot t join LotStock k on k.lotId = t.lotId join "Order" o on o.id = t.orderId where k.recallId is not null and t.units > t.returnedUnits and o.state in ('ready', 'in-transit', 'coming-back', 'delivered', 'completed') and not exists (select 1 from RecallRow r where r.lineLotId = t.id)`,
  },
  {
    invariant: 'a recall counts no unit twice, and is closed by two when all is told',
    sql: "select c.id, r.id as rowId, r.state, r.units, r.recoveredUnits, r.goneUnits from RecallCase c join RecallRow r on r.caseId = c.id where r.recoveredUnits + r.goneUnits > r.units or (c.state = 'closed' and (c.closedBy = c.proposedBy or r.state not in ('destroyed', 'gone')))",
  },
  { invariant: 'an answered request has its answer', sql: 'select "key" from RequestClaim where result is null' },
];

const payments: readonly Omit<LocalInvariant, 'subgraph'>[] = [
  {
    invariant: 'every transfer of the ledger sums to zero',
    sql: 'select transferId, sum(amountFen) as total from LedgerEntry group by transferId having total != 0',
  },
  {
    invariant: 'what was carried of the ledger is what its entries say',
    sql: `select account, kind, sum(fen) as apart from (
      select account, kind, fen from CarriedBalance
      union all select e.account, t.kind, -e.amountFen
        from LedgerEntry e join LedgerTransfer t on t.id = e.transferId
        where e.atMs < (select coalesce(max(untilMs), 0) from LedgerCarry)
    ) as moved group by account, kind having apart != 0`,
  },
  {
    invariant: 'what was carried as frozen of an order is what its entries say',
    sql: `select account, orderId, sum(fen) as apart from (
      select account, orderId, fen from CarriedHold
      union all select e.account, t.orderId, -e.amountFen
        from LedgerEntry e join LedgerTransfer t on t.id = e.transferId
        where e.account like 'provider-frozen:%' and e.atMs < (select coalesce(max(untilMs), 0) from LedgerCarry)
    ) as held group by account, orderId having apart != 0`,
  },
  { invariant: 'the ledger sums to zero', sql: 'select sum(amountFen) as total from LedgerEntry having total != 0' },
  {
    invariant: 'a part is never refunded above what was paid',
    sql: "select p.id, p.totalFen, p.reservedFen, p.refundedFen, coalesce(sum(case when r.state != 'replaced' or r.returnedAtMs is not null then r.amountFen end), 0) as asked, coalesce(sum(case when r.state = 'succeeded' or r.returnedAtMs is not null or (r.state in ('held', 'kept') and r.source = 'seller') then r.amountFen end), 0) as done from PaymentPart p left join Refund r on r.partId = p.id group by p.id having p.reservedFen != asked or p.refundedFen != done or p.reservedFen > p.totalFen or p.refundedFen > p.reservedFen",
  },
  {
    invariant: 'what others bear of an order and what is refunded of it are together no more than was paid',
    sql: `select p.orderId, p.totalFen, p.reservedFen, sum(c.amountFen) as borne
      from PaymentPart p join Compensation c on c.orderId = p.orderId
      where c.complaintId like 'claim:%' or c.complaintId like 'lost:%'
      group by p.id having p.reservedFen + borne > p.totalFen`,
  },
  {
    invariant: 'each payment is booked once',
    sql: "select p.id, y.state from PaymentPart p join Payment y on y.id = p.paymentId where (y.state = 'paid') != (select count(*) from LedgerTransfer t where t.\"key\" = 'paid:' || p.id)",
  },
  {
    invariant: 'each refund is booked once',
    // What the platform had laid out by it and two people undid, another rail may pay in the end: it is booked all the same.
    sql: `select r.id, r.state, r.source, r.returnedAtMs,
      (select count(*) from LedgerTransfer t where t.orderId = r.orderId and t.kind = 'refund-undone' and t."key" like 'correction:%:' || r.id) as undone,
      (select count(*) from LedgerTransfer t where t.orderId = r.orderId and (t."key" = 'refund:' || r.id or t."key" like 'refund:' || r.id || ':again:%')) as booked,
      (select count(*) from LedgerTransfer t join Advance a on t."key" = 'advance:' || a.id where a.orderId = r.orderId and (a.refundId = r.id or
        (r.refundKey = 'advance:' || a.complaintId and exists (select 1 from LedgerTransfer u where u.orderId = r.orderId and u.kind = 'refund-undone' and u."key" like 'correction:%:' || r.id)))) as advanced
      from Refund r group by r.id having (r.state = 'succeeded' or r.returnedAtMs is not null) != booked + advanced - undone`,
  },
  {
    invariant: 'a difference stands as what was proposed for it',
    sql: "select c.id, c.state, r.state as remedy, r.proposedBy, r.decidedBy from ReconciliationCase c join CaseRemedy r on r.id = c.remedyId where (c.state = 'proposed') != (r.state = 'proposed') or (c.state = 'in-hand') != (r.state = 'confirmed') or (r.liveNumber is null) != (r.state in ('rejected', 'done')) or (r.state in ('confirmed', 'done') and r.decidedBy = r.proposedBy)",
  },
  {
    invariant: 'each settlement is booked once',
    sql: "select s.id, s.state from Settlement s where (s.state = 'settled') != (select count(*) from LedgerTransfer t where t.\"key\" = 'settle:' || s.id)",
  },
  {
    invariant: 'each recovery is booked once',
    sql: "select v.id, v.state from Recovery v where (v.state = 'recovered') != ((v.setOffFen = v.amountFen) + (select count(*) from LedgerTransfer t where t.\"key\" = 'recovery:' || v.id))",
  },
  {
    invariant: "an order's frozen money is what was paid, less what left; nothing once it is settled",
    sql: `select t.orderId, sum(e.amountFen) as frozen, sum(case when t.kind in ('fee', 'fee-back') then 0 else e.amountFen end) as withoutFees, (select s.state from Settlement s where s.orderId = t.orderId) as settlement from LedgerTransfer t join LedgerEntry e on e.transferId = t.id where e.account like 'provider-frozen:%' group by t.orderId having withoutFees < 0 or (settlement = 'settled' and frozen != 0)`,
  },
  {
    invariant: 'a settlement shares out what was kept',
    sql: "select id, grossFen, refundedFen, commissionFen, sharedFen, setOffFen, feeFen, netFen from Settlement where state = 'settled' and grossFen - refundedFen != commissionFen + sharedFen + setOffFen + feeFen + netFen",
  },
  {
    invariant: 'a settlement got and gave what its shares say',
    sql: "select s.id, s.commissionFen, s.sharedFen, coalesce(sum(case when h.kind = 'platform-fee' then h.amountFen end), 0) as fee, coalesce(sum(case when h.kind <> 'platform-fee' and (h.toPartyId is null or h.toPartyId <> h.payerPartyId) then h.amountFen end), 0) as others, (select coalesce(sum(g.sharedFen), 0) from GrowerShare g where g.orderId = s.orderId) as growers from Settlement s join ProfitShare h on h.settlementId = s.id and h.state = 'shared' where s.state = 'settled' group by s.id having s.commissionFen != fee or s.sharedFen != others + growers",
  },
  {
    invariant: 'no more of a share comes back than was shared, and each return is booked once',
    sql: "select h.id, h.amountFen, h.returningFen, h.toPartyId, h.payerPartyId, coalesce(sum(r.amountFen), 0) as back, coalesce(sum(case when r.state = 'returned' then 1 else 0 end), 0) as returned, (select count(*) from LedgerTransfer t join ShareReturn b on t.\"key\" = 'share-return:' || b.id where b.shareId = h.id) as booked from ProfitShare h left join ShareReturn r on r.shareId = h.id group by h.id having (h.returningFen != back and (h.toPartyId is null or h.toPartyId <> h.payerPartyId)) or h.returningFen > h.amountFen or returned != booked",
  },
  {
    invariant: 'an advance is claimed from whoever is liable, by the books as by the recovery',
    sql: "select a.id, a.partyId, v.partyId as claimedFrom, e.account from Advance a left join Recovery v on v.advanceId = a.id left join LedgerTransfer t on t.\"key\" = 'advance:' || a.id left join LedgerEntry e on e.transferId = t.id and e.account like 'claimed-from:%' where a.state = 'paid' and (v.partyId is null or v.partyId != a.partyId or e.account is null or e.account != 'claimed-from:' || a.partyId)",
  },
  {
    invariant: "nothing is taken back from the seller for another's fault",
    sql: "select v.id, v.partyId, v.state, p.partyId as seller from Recovery v join Advance a on a.id = v.advanceId join Refund r on r.id = a.refundId join PaymentPart p on p.id = r.partId where v.state != 'open' and v.partyId != p.partyId",
  },
  {
    invariant: 'each compensation is booked once, as what it was paid out of',
    // In the place of a refund that two people undid, it is booked by itself, beside the claim of before.
    sql: `select c.id, c.state, c.source from Compensation c left join Advance a on a.compensationId = c.id
      where (c.state = 'paid') != (select count(*) from LedgerTransfer t where t."key" =
        case when c.source != 'platform' or c.partyId = '' then 'compensation:' || c.id
          when exists (select 1 from LedgerTransfer u where u.orderId = c.orderId and u.kind in ('refund-undone', 'refund-passed-on') and u."key" like 'correction:%:' || substr(c.complaintId, 8) and a.complaintId not like 'refund:%') then 'advance:' || a.id || ':' || c.id
          else 'advance:' || a.id end) or (c.source != 'platform' or c.partyId = '') != (a.id is null)`,
  },
  {
    invariant: 'a settlement sets off no more than its seller owes',
    sql: 'select v.id, v.amountFen, v.setOffFen, v.settingOffFen from Recovery v where v.setOffFen + v.settingOffFen > v.amountFen or v.settingOffFen < 0',
  },
  {
    invariant: 'money is paid by what it was placed for',
    sql: 'select y.id, y.totalFen, sum(p.totalFen) as parts from Payment y join PaymentPart p on p.paymentId = y.id group by y.id having y.totalFen != parts',
  },
];

const logistics: readonly Omit<LocalInvariant, 'subgraph'>[] = [
  {
    invariant: 'goods are handed over once, by both',
    sql: "select s.id, s.state, (select count(*) from Handover h where h.shipmentId = s.id and h.state = 'signed') as handovers from Shipment s group by s.id having handovers != (s.state in ('taken-over', 'at-station', 'left-at-station', 'delivered', 'refused', 'at-depot', 'returned', 'lost'))",
  },
  {
    invariant: 'a signed handover bears both signatures, an open one not both',
    sql: "select id, state from Handover where (state = 'signed') != (sellerSignedAtMs is not null and carrierSignedAtMs is not null) and state != 'void'",
  },
  {
    invariant:
      "what a card vouches for is signed by ink, by a card of its own seller, and by no account of the seller's",
    sql: 'select h.id from Handover h left join CardSignature c on c.id = h.id and c.cardId = h.sellerCardId left join HandoverCard k on k.id = h.sellerCardId and k.sellerPartyId = h.sellerPartyId where h.sellerCardId is not null and (c.id is null or k.id is null or h.sellerAccountId is not null)',
  },
  {
    invariant: 'a parcel holds what its lines say',
    sql: "select s.id, s.units, (select sum(json_extract(l.value, '$.units')) from json_each(s.lines) l) as units from Shipment s where s.units != (select sum(json_extract(l.value, '$.units')) from json_each(s.lines) l)",
    mariadb:
      "select s.id, s.units, t.units as packed from Shipment s join (select p.id, sum(j.units) as units from Shipment p, json_table(p.\"lines\", '$[*]' columns (units int path '$.units')) j group by p.id) t on t.id = s.id where t.units != s.units",
  },
  {
    invariant: 'a delivered parcel was seen through every step',
    sql: "select id from Shipment where state = 'delivered' and (deliveredAtMs is null or signatureSealed is null or (courierInspectedAtMs is null and leftStationAtMs is null))",
  },
  {
    invariant: 'returned goods bear both signatures',
    sql: "select id, state from Collection where (state = 'handed-over') != (sellerReceivedAtMs is not null and carrierHandedAtMs is not null)",
  },
];

const catalog: readonly Omit<LocalInvariant, 'subgraph'>[] = [
  {
    invariant: 'what is left of a harvest is what came in less what lots took',
    sql: 'select l.id, l.parts, (select coalesce(sum(h.parts), 0) from Harvest h where h.rootId = l.id and h.id not in (select c.id from FieldCorrection c)) as came, (select coalesce(sum(t.parts), 0) from LotHarvest t where t.harvestId = l.id) as taken from HarvestLeft l group by l.id having l.parts < 0 or l.parts != came - taken',
  },
  {
    invariant:
      'nothing is on sale that was harvested too early by what is written down, but for what somebody let be sold',
    sql: "select l.id, u.id as used from Lot l join LotHarvest t on t.lotId = l.id join Harvest h on h.rootId = t.harvestId join InputUse u on u.plotId = h.plotId where l.state = 'released' and h.id not in (select c.id from FieldCorrection c) and u.id not in (select c.id from FieldCorrection c) and u.usedOn <= h.harvestedOn and h.harvestedOn < u.safeFromOn and u.recordedAtMs > coalesce(l.clearedAtMs, 0)",
  },
  {
    invariant: "a SKU's label is its newest version",
    sql: 'select s.id, s.labelVersion, max(l.version) as newest, count(l.id) as versions from Sku s left join PriceLabel l on l.skuId = s.id group by s.id having s.labelVersion != coalesce(newest, 0) or versions != s.labelVersion',
  },
  {
    invariant: 'a recalled lot has its recall, once',
    sql: "select l.id, l.state, (select count(*) from Recall r where r.lotId = l.id) as recalls from Lot l group by l.id having recalls != (l.state = 'recalled')",
  },
  {
    invariant: 'trace events of a lot are numbered without gaps',
    sql: 'select lotId, count(*) as events, max(sequence) as highest from TraceEvent group by lotId having events != highest',
  },
];

const trust: readonly Omit<LocalInvariant, 'subgraph'>[] = [
  {
    invariant: "a complaint's compensation has somebody to pay it",
    sql: "select id, state from Complaint where state in ('compensating', 'advancing', 'advanced') and (liablePartyId is null or compensationFen is null)",
  },
  {
    invariant: 'the audit chain has each sealed entry once',
    sql: 'select * from (select (select count(*) from AuditSeal) as seals, (select count(*) from AuditEntry where sealed = 1) as entries, (select coalesce(max(sequence), 0) from AuditSeal) as highest) t where seals != entries or seals != highest',
  },
];

const everywhere: readonly Omit<LocalInvariant, 'subgraph'>[] = [
  {
    invariant: 'an event has one delivery for each consumer',
    sql: 'select eventId, consumer, count(*) as deliveries from EventDelivery group by eventId, consumer having deliveries > 1',
  },
];

/**
 * The columns that name files, as the manifests declare them (tests/contract/files.spec.ts compares). Written down
 * here: whoever loads the manifests loads the platform, which the simulation does only once it has taken over time and
 * chance.
 */
export const FILE_COLUMNS = [
  { subgraph: 'sellers', entity: 'Document', column: 'fileId', thing: 'document' },
  { subgraph: 'sellers', entity: 'Contract', column: 'fileId', thing: 'contract' },
  { subgraph: 'sellers', entity: 'Shop', column: 'pictureId', thing: 'shop' },
  { subgraph: 'sellers', entity: 'Grower', column: 'pictureId', thing: 'grower' },
  { subgraph: 'sellers', entity: 'ExamSitting', column: 'fileId', thing: 'exam-sitting' },
  { subgraph: 'catalog', entity: 'Product', column: 'pictureId', thing: 'product' },
  { subgraph: 'catalog', entity: 'Product', column: 'morePictureIds', thing: 'product' },
  { subgraph: 'catalog', entity: 'Product', column: 'pictureNotes', thing: 'product' },
  { subgraph: 'catalog', entity: 'Inspection', column: 'fileId', thing: 'inspection' },
  { subgraph: 'catalog', entity: 'SelfCheck', column: 'fileId', thing: 'self-check' },
  { subgraph: 'catalog', entity: 'Certificate', column: 'fileId', thing: 'certificate' },
  { subgraph: 'catalog', entity: 'Laboratory', column: 'fileId', thing: 'laboratory' },
  { subgraph: 'catalog', entity: 'LimitProposal', column: 'fileId', thing: 'limit-proposal' },
  { subgraph: 'orders', entity: 'AfterSale', column: 'photoIds', thing: 'after-sale' },
  { subgraph: 'orders', entity: 'RecallRow', column: 'proofId', thing: 'recall-row' },
  { subgraph: 'orders', entity: 'RecallCase', column: 'receiptFileId', thing: 'recall-case' },
  { subgraph: 'orders', entity: 'RecallReport', column: 'id', thing: 'recall-report' },
  { subgraph: 'orders', entity: 'WeighIn', column: 'photoIds', thing: 'weigh-in' },
  { subgraph: 'payments', entity: 'Invoice', column: 'fileId', thing: 'invoice' },
  { subgraph: 'payments', entity: 'RedInvoice', column: 'fileId', thing: 'red-invoice' },
  { subgraph: 'trust', entity: 'ClaimShare', column: 'photoIds', thing: 'claim' },
  { subgraph: 'trust', entity: 'Complaint', column: 'photoIds', thing: 'complaint' },
  { subgraph: 'trust', entity: 'Review', column: 'photoIds', thing: 'review' },
  { subgraph: 'trust', entity: 'TipOff', column: 'photoIds', thing: 'tip-off' },
  { subgraph: 'trust', entity: 'Correction', column: 'photoIds', thing: 'correction' },
  { subgraph: 'trust', entity: 'OversightRequest', column: 'attachmentIds', thing: 'oversight' },
  { subgraph: 'trust', entity: 'OversightAnswer', column: 'attachmentIds', thing: 'oversight-answer' },
  { subgraph: 'trust', entity: 'OversightAnswer', column: 'id', thing: 'oversight-answer' },
  { subgraph: 'trust', entity: 'MonthReport', column: 'id', thing: 'month-report' },
  { subgraph: 'trust', entity: 'StatisticalReturn', column: 'packageId', thing: 'return' },
] as const;
/** What a row names is there, said to be used by the row, and not waiting to be deleted. */
const files: readonly LocalInvariant[] = FILE_COLUMNS.map(({ subgraph, entity, column, thing }) => ({
  subgraph,
  invariant: `a file that ${entity}.${column} names is kept for it`,
  sql: `select t.id, f.id as fileId from "${entity}" t join StoredFile f on t."${column}" like '%' || f.id || '%'
    left join FileUse u on u.fileId = f.id and u.thing = '${thing}' and u.thingId = t.id
    where u.fileId is null or f.unusedSinceMs is not null`,
}));

const of = (subgraph: string, rows: readonly Omit<LocalInvariant, 'subgraph'>[]): LocalInvariant[] =>
  rows.map((row) => ({ subgraph, ...row }));
export const localInvariants: readonly LocalInvariant[] = [
  ...of('orders', orders),
  ...of('payments', payments),
  ...of('logistics', logistics),
  ...of('catalog', catalog),
  ...of('trust', trust),
  ...['sellers', 'catalog', 'orders', 'logistics', 'payments', 'trust'].flatMap((subgraph) => of(subgraph, everywhere)),
  ...files,
];
