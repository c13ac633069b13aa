import type { Look, SqlRow } from './books.ts';
import { by, type Index, type Must } from './index-of.ts';

/** Orders, payments and the provider say the same of every fen. */
export async function checkMoney(look: Look, must: Must): Promise<void> {
  const parts = await look.rows(
    'payments',
    'select p.orderId, p.outTradeNo, p.merchant, p.totalFen, p.refundedFen, p.transactionId, y.state from PaymentPart p join Payment y on y.id = p.paymentId',
  );
  const orders = await look.rows('orders', 'select * from "Order"');
  const partOf = by(parts, 'orderId');
  checkPaid(must, orders, parts, partOf);
  const borneOf = by(await look.rows('payments', BORNE_BY_OTHERS), 'orderId');
  const transferredOf = by(await look.rows('payments', TRANSFERRED_INSTEAD), 'orderId');
  checkRefunded(must, orders, { partOf, borneOf, transferredOf });
  const settlementOf = by(await look.rows('payments', 'select * from Settlement'), 'orderId');
  must(
    'an order that was completed or lost, or that others bear a part of, is settled, no other',
    orders
      .filter(
        (order) =>
          (order['state'] === 'completed' || order['state'] === 'lost' || borneOf.has(String(order['id']))) !==
          settlementOf.has(String(order['id'])),
      )
      .map((order) => ({ order: order['id']!, state: order['state']! })),
  );
  await checkBooks(look, must, parts);
  await checkAccounts(look, must);
  await checkDays(look, must);
  await checkDeposits(look, must);
  await checkGrowers(look, must);
}

function checkPaid(must: Must, orders: readonly SqlRow[], parts: readonly SqlRow[], partOf: Index): void {
  const orderOf = by(orders, 'id');
  must('an order is paid where its payment is, and the other way round', [
    ...orders
      .filter((order) => Number(order['paidFen']) > 0 !== (partOf.get(String(order['id']))?.['state'] === 'paid'))
      .map((order) => ({
        order: order['id'],
        state: order['state'],
        paidFen: order['paidFen'],
        payment: partOf.get(String(order['id']))?.['state'] ?? null,
      })),
    // What nobody here ordered has gone back whole.
    ...parts.filter((part) => !orderOf.has(String(part['orderId'])) && part['refundedFen'] !== part['totalFen']),
  ] as SqlRow[]);
}

/** What others than the seller paid the buyer of a refused order. */
const BORNE_BY_OTHERS =
  "select orderId, sum(amountFen) as fen from Compensation where complaintId like 'claim:%' group by orderId";

/** What the provider never took as a refund, and the platform transferred to the buyer. */
const TRANSFERRED_INSTEAD =
  "select orderId, sum(amountFen) as fen from Refund where succeededAtMs is not null and returnedAtMs is null and (state = 'replaced' or (state in ('held', 'kept') and source = 'platform-advance')) group by orderId";

function checkRefunded(
  must: Must,
  orders: readonly SqlRow[],
  { partOf, borneOf, transferredOf }: Readonly<Record<'partOf' | 'borneOf' | 'transferredOf', Index>>,
): void {
  must(
    'a cancelled order that was paid got everything back, from its seller and whoever else bears it',
    orders
      .filter((order) => order['state'] === 'cancelled')
      .filter(
        (order) =>
          Number(order['paidFen']) !==
          Number(order['refundedFen']) + Number(borneOf.get(String(order['id']))?.['fen'] ?? 0),
      )
      .map((order) => ({ order: order['id']!, paidFen: order['paidFen']!, refundedFen: order['refundedFen']! })),
  );
  must(
    'what an order got back is what was refunded',
    orders
      .filter(
        (order) =>
          Number(order['refundedFen']) !==
            Number(partOf.get(String(order['id']))?.['refundedFen'] ?? 0) +
              Number(transferredOf.get(String(order['id']))?.['fen'] ?? 0) ||
          order['refundDueFen'] !== order['refundedFen'],
      )
      .map((order) => ({
        order: order['id']!,
        state: order['state']!,
        paidFen: order['paidFen']!,
        refundDueFen: order['refundDueFen']!,
        refundedFen: order['refundedFen']!,
        payments: partOf.get(String(order['id']))?.['refundedFen'] ?? 0,
      })),
  );
}

async function checkBooks(look: Look, must: Must, parts: readonly SqlRow[]): Promise<void> {
  const ledger = by(
    await look.rows(
      'payments',
      "select t.orderId || ' ' || case when e.account like '%:%' then substr(e.account, 1, instr(e.account, ':') - 1) else e.account end as booking, sum(e.amountFen) as sum from LedgerTransfer t join LedgerEntry e on e.transferId = t.id group by booking",
    ),
    'booking',
  );
  const booked = (orderId: string, account: string): number =>
    Number(ledger.get(`${orderId} ${account}`)?.['sum'] ?? 0);
  const partByNumber = by(parts, 'outTradeNo');
  const settledOf = by(await look.rows('payments', "select * from Settlement where state = 'settled'"), 'orderId');
  const grownOf = by(
    await look.rows('payments', 'select orderId, sum(sharedFen) as fen from GrowerShare group by orderId'),
    'orderId',
  );
  const keptOf = by(
    await look.rows(
      'payments',
      "select orderId, sum(amountFen) as fen from Refund where state in ('held', 'kept') and source = 'platform-advance' group by orderId",
    ),
    'orderId',
  );
  const { provider } = look;
  const untold = await untoldBy(look);
  must(
    "each order's money is where the books say: held, refunded, paid out, fee",
    provider.paid.flatMap((real) => {
      const ours = partByNumber.get(real.outTradeNo);
      const orderId = String(ours?.['orderId']);
      const books = {
        frozen: booked(orderId, 'provider-frozen'),
        commission: booked(orderId, 'platform-commission'),
        // Of a pooled lot: what the growers had at once.
        growers: Number(grownOf.get(orderId)?.['fen'] ?? 0),
        buyers: booked(orderId, 'buyers'),
        // Refunded there, and with nobody.
        kept: booked(orderId, 'kept-by-provider'),
      };
      const same =
        ours &&
        ours['transactionId'] === real.transactionId &&
        ours['totalFen'] === real.totalFen &&
        Number(ours['refundedFen']) + Number(keptOf.get(orderId)?.['fen'] ?? 0) === real.refundedFen &&
        // A fee is booked when the day's statement is there; an order that is settled has nothing frozen by then.
        books.frozen + (settledOf.has(orderId) ? 0 : untold.frozenFen(real.transactionId)) === real.frozenFen &&
        books.commission + books.growers + Number(settledOf.get(orderId)?.['setOffFen'] ?? 0) === real.sharedFen &&
        books.buyers + books.kept === real.refundedFen - real.toBankFen + real.compensatedFen - real.totalFen;
      return same ? [] : [JSON.stringify({ real, ours, books })];
    }),
  );
  const real = new Set(provider.paid.map(({ transactionId }) => transactionId));
  must(
    'what we take to be paid the provider was paid',
    parts.filter((part) => part['state'] === 'paid' && !real.has(String(part['transactionId']))),
  );
}

async function checkAccounts(look: Look, must: Must): Promise<void> {
  const { provider } = look;
  const untold = await untoldBy(look);
  const accounts = by(
    await look.rows('payments', 'select account, sum(amountFen) as sum from LedgerEntry group by account'),
    'account',
  );
  const sum = (account: string): number => Number(accounts.get(account)?.['sum'] ?? 0);
  must(
    'each account holds what the books say',
    [
      ...(await look.rows('payments', 'select partyId, merchant from MerchantAccount')).map((row) => ({
        account: String(row['merchant']),
        books:
          sum(`seller:${String(row['partyId'])}`) +
          sum(`provider-frozen:${String(row['partyId'])}`) +
          untold.ofFen(String(row['merchant'])),
      })),
      {
        account: provider.platformMerchant,
        books: sum('platform-commission') + sum('platform-funds') + untold.ofFen(provider.platformMerchant),
      },
    ]
      .filter(({ account, books }) => provider.holdingsFen(account) !== books)
      .map(({ account, books }) => `${account} really ${provider.holdingsFen(account)}, in the books ${books}`),
  );
}

/** The statements that were taken explain each account's balance, whatever died in between. */
async function checkDays(look: Look, must: Must): Promise<void> {
  must(
    'what the provider said of an account on a day is explained by our books',
    await look.rows(
      'payments',
      'select date, merchant, theirFen, ourFen, underWayFen, differenceFen from AccountDay where differenceFen <> 0',
    ),
  );
}

/**
 * What has moved at the provider, and is in none of our books yet: its statement has not come, or it told of a payment
 * before we knew of it, whose lines are booked with the next statement.
 */
async function untoldBy({ rows, provider }: Look) {
  const had = new Set(
    (await rows('payments', 'select merchant, number from FundLine where openMerchant is null')).map(
      (row) => `${row['merchant']} ${row['number']}`,
    ),
  );
  const lines = provider.told.filter(({ merchant, number }) => !had.has(`${merchant} ${number}`));
  const sum = (of: typeof lines): number => of.reduce((fen, { amountFen }) => fen + amountFen, 0);
  return {
    ofFen: (merchant: string) => sum(lines.filter((line) => line.merchant === merchant)),
    frozenFen: (transactionId: string) =>
      sum(lines.filter((line) => line.isFrozen && line.transactionId === transactionId)),
  };
}

/** What growers of pooled lots got is in the books, once, and what is paid of a debt is never more than it is for long. */
async function checkGrowers(look: Look, must: Must): Promise<void> {
  const parts = (state: string, of: string): string =>
    `(select coalesce(sum(p.amountFen), 0) from GrowerTransferPart p join GrowerTransfer t on t.id = p.transferId where p.shareId = s.id and t.state in (${state})) as ${of}`;
  const shares = await look.rows(
    'payments',
    `select s.*, ${parts("'due', 'waiting'", 'underWay')}, ${parts("'paid'", 'paid')},
      (select coalesce(sum(o.amountFen), 0) from GrowerSetOff o where o.toShareId = s.id) as setOff,
      (select coalesce(sum(o.amountFen), 0) from GrowerSetOff o where o.fromShareId = s.id) as back from GrowerShare s`,
  );
  const sum = (row: SqlRow, ...columns: string[]): number =>
    columns.reduce((total, column) => total + Number(row[column]), 0);
  must(
    'what a grower was paid of a sale is what its transfers and set-offs say, and its state what is left of it',
    shares.filter((row) => {
      const openFen =
        sum(row, 'amountFen', 'backFen') -
        sum(row, 'sharingFen', 'sharedFen', 'transferFen', 'transferredFen', 'setOffFen');
      return (
        Number(row['transferFen']) !== Number(row['underWay']) ||
        Number(row['transferredFen']) !== Number(row['paid']) ||
        Number(row['setOffFen']) !== Number(row['setOff']) ||
        Number(row['backFen']) !== Number(row['back']) ||
        (row['state'] === 'paid' && openFen !== 0) ||
        (row['state'] === 'over' && openFen >= 0)
      );
    }),
  );
  const [booked] = await look.rows(
    'payments',
    "select coalesce(sum(amountFen), 0) as fen from LedgerEntry where account = 'growers'",
  );
  const gotFen = shares.reduce((total, row) => total + sum(row, 'sharedFen', 'transferredFen'), 0);
  must(
    'what growers got is in the books',
    gotFen === Number(booked?.['fen'] ?? 0) ? [] : [`growers got ${gotFen}, in the books ${booked?.['fen']}`],
  );
}

/** What was put up lies at the provider, and what settlements set off is off what was owed. */
async function checkDeposits(look: Look, must: Must): Promise<void> {
  must(
    'a deposit holds what the books and the provider say',
    (
      await look.rows(
        'payments',
        "select d.merchant, d.heldFen, (select coalesce(sum(e.amountFen), 0) from LedgerEntry e where e.account = 'deposit:' || d.partyId) as booked from Deposit d",
      )
    ).filter(
      (row) =>
        Number(row['heldFen']) !== Number(row['booked']) ||
        look.provider.depositFen(String(row['merchant'])) !== Number(row['heldFen']),
    ),
  );
  must(
    'what settlements set off and deposits paid is off what was owed, to the fen',
    (
      await look.rows(
        'payments',
        "select v.id, v.amountFen, v.setOffFen, v.settingOffFen, (select coalesce(sum(s.setOffFen), 0) from Settlement s where s.recoveryId = v.id and s.state = 'settled') as settled, (select coalesce(sum(h.amountFen - h.returningFen), 0) from ProfitShare h where h.recoveryId = v.id and h.state = 'shared') as shared, (select coalesce(sum(r.amountFen), 0) from ShareReturn r join ProfitShare h on h.id = r.shareId where h.recoveryId = v.id and r.state <> 'returned') as comingBack, (select coalesce(sum(c.amountFen), 0) from Compensation c where c.recoveryId = v.id and c.state = 'paid') as fromDeposit from Recovery v",
      )
    ).filter(
      (row) =>
        Number(row['setOffFen']) !==
          ['settled', 'shared', 'comingBack', 'fromDeposit'].reduce((sum, by) => sum + Number(row[by]), 0) ||
        Number(row['settingOffFen']) !== 0 ||
        Number(row['setOffFen']) > Number(row['amountFen']),
    ),
  );
}

/** Whoever is liable pays a compensation; where the provider takes it from the order's seller, the seller is liable. */
export async function checkCompensations(look: Look, must: Must): Promise<void> {
  const complaints = await look.rows(
    'trust',
    "select id, state, partyId, liablePartyId, advancedFen, compensationFen from Complaint where state in ('settled', 'advanced') and compensationFen > 0 and liablePartyId is not null",
  );
  const refunds = by(
    await look.rows(
      'payments',
      "select substr(refundKey, 11) as complaintId, partyId, amountFen from Refund where refundKey like 'complaint:%' and source = 'seller'",
    ),
    'complaintId',
  );
  const advances = by(
    await look.rows(
      'payments',
      "select replace(a.complaintId, ':rest', '') as complaintId, min(a.partyId) as partyId, sum(a.amountFen) as amountFen, min(v.partyId) as claimedFrom from Advance a left join Recovery v on v.advanceId = a.id group by replace(a.complaintId, ':rest', '')",
    ),
    'complaintId',
  );
  const deposits = by(
    await look.rows(
      'payments',
      "select complaintId, partyId, amountFen from Compensation where source = 'deposit' and state = 'paid'",
    ),
    'complaintId',
  );
  must(
    'a compensation is paid by whoever is liable, or advanced and claimed from it',
    complaints.filter((complaint) => {
      const [refund, advance] = [refunds.get(String(complaint['id'])), advances.get(String(complaint['id']))];
      const liable = complaint['liablePartyId'];
      const own = refund ?? deposits.get(String(complaint['id']));
      const paidFen = Number(own?.['amountFen'] ?? 0) + Number(advance?.['amountFen'] ?? 0);
      if (paidFen !== Number(complaint['compensationFen']) || (own && own['partyId'] !== liable)) return true;
      // What a deposit did not cover the platform has laid out.
      if (own && !advance) return false;
      return (
        refund !== undefined ||
        advance?.['partyId'] !== liable ||
        advance?.['claimedFrom'] !== liable ||
        Number(advance?.['amountFen']) !== Number(complaint['advancedFen'])
      );
    }),
  );
}
