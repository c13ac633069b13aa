import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { account } from '@heitu/kit/serving/testing';
import { buyer, finance, PAID_FEN } from '../payments.fixture.ts';
import { CREDIT_CODE, FARMERS_NUMBER, farmer, openInvoicing, owner, type Invoicing } from './invoicing.fixture.ts';
import { CONFIRM_WITHIN_MS } from './invoice.policy.ts';

const stranger = account('stranger', { role: 'consumer' });

describe('an invoice that a buyer asks for', () => {
  let room: Invoicing;
  beforeEach(async () => {
    room = await openInvoicing();
  });
  afterEach(() => room.close());

  it('is issued in the seller’s name, with its tax to the fen, and its file is the buyer’s', async () => {
    await room.agree();
    expect(await room.ask()).toMatchObject({ __typename: 'Invoice', state: 'DUE' });
    await room.turn();
    const [told] = room.tax.issued();
    expect(told).toMatchObject({
      seller: { name: '五常米业有限公司', taxNumber: CREDIT_CODE },
      buyer: { name: '王小明', taxNumber: null },
      isByBureau: false,
      isTaxFree: false,
      totalFen: 6000,
      // 54.46 of 5500 and 4.95 of 500: each line's half fen up.
      taxFen: 54 + 5,
    });
    expect(told?.lines.map(({ title, totalFen, taxFen, netFen }) => [title, totalFen, taxFen, netFen])).toEqual([
      ['五常大米', 5500, 54, 5446],
      ['运费', 500, 5, 495],
    ]);
    const row = await room.invoice();
    expect(row).toMatchObject({ state: 'issued', amountFen: 6000, taxFen: 59, nextAtMs: null });
    expect(row.number).toMatch(/^\d{20}$/);
    const file = (who = buyer) =>
      room.subgraph.edge(
        { method: 'GET', path: `/files/${row.fileId}`, query: {}, headers: {}, body: Buffer.alloc(0) },
        who,
        'r',
      );
    expect(await file()).toMatchObject({ status: 200 });
    expect((await file(stranger)).status).toBe(404);
    expect(room.eventsOf('payments.invoice-issued.v1')).toMatchObject([{ orderId: 'o1', amountFen: 6000 }]);
  });

  it('of a seller who left nothing to the platform waits for that seller, who is told', async () => {
    expect(await room.ask()).toMatchObject({ state: 'ASKED' });
    await room.turn();
    expect(room.tax.issued()).toEqual([]);
    expect(room.eventsOf('payments.invoice-asked.v1')).toMatchObject([{ orderId: 'o1', partyId: 'party-1' }]);
    await room.agree();
    await room.turn();
    expect(await room.invoice()).toMatchObject({ state: 'issued' });
  });

  it('of a farmer’s own produce is issued by the tax bureau, free of tax', async () => {
    expect(await room.agreeAsFarmer()).toMatchObject({ route: 'BUREAU_FOR_FARMER' });
    await room.ask('o2');
    await room.turn();
    expect(room.tax.issued()).toMatchObject([
      {
        seller: { name: '王老汉', taxNumber: FARMERS_NUMBER },
        isByBureau: true,
        isTaxFree: true,
        specialCode: '12',
        rateBasisPoints: 0,
        totalFen: PAID_FEN.o2,
        taxFen: 0,
      },
    ]);
    const taxed = { partyId: 'party-2', name: '王老汉', taxNumber: FARMERS_NUMBER };
    expect(
      await room.act(farmer, 'agreeToInvoicing', { ...taxed, route: 'REGISTERED', rateBasisPoints: 100 }),
    ).toMatchObject({ code: 'ROUTE_NOT_YOURS' });
  });

  it('is one: asked again, by another or of an unpaid order it is refused, and nothing is written', async () => {
    await room.agree();
    await room.ask();
    expect(await room.ask()).toMatchObject({ code: 'ALREADY_ASKED' });
    const head = await room.saveHead();
    expect(await room.act(stranger, 'askForInvoice', { orderId: 'o1', headId: head.id })).toMatchObject({
      code: 'NOT_FOUND',
    });
    const theirs = await room.act(stranger, 'saveInvoiceHead', { kind: 'PERSON', name: '李别人' });
    for (const headId of ['another', theirs.id])
      expect(await room.act(buyer, 'askForInvoice', { orderId: 'o2', headId })).toMatchObject({ code: 'NOT_FOUND' });
    await room.refundDue('all', PAID_FEN.o2, 'o2');
    expect(await room.ask('o2')).toMatchObject({ code: 'NOTHING_LEFT' });
    expect(await room.rows('Invoice')).toHaveLength(1);
  });

  it('asked for with the same request id twice is the same one', async () => {
    const headId = (await room.saveHead()).id;
    const wish = { orderId: 'o1', headId, requestId: 'the-same' };
    const [first, second] = [
      await room.act(buyer, 'askForInvoice', wish),
      await room.act(buyer, 'askForInvoice', wish),
    ];
    expect(second).toEqual(first);
    expect(await room.rows('Invoice')).toHaveLength(1);
  });

  it('whose answer was lost is asked about, and issued one time', async () => {
    await room.agree();
    room.tax.loseAnswers(2);
    await room.ask();
    await room.turn(6);
    expect(room.tax.issued()).toHaveLength(1);
    expect(await room.invoice()).toMatchObject({ state: 'issued' });
  });

  it('of a process that is killed while it sends is asked about by the next', async () => {
    await room.agree();
    const { issue } = room.tax;
    room.tax.issue = async (told) => {
      await issue(told);
      throw new Error('killed');
    };
    await room.ask();
    await room.turn(1);
    expect(await room.invoice()).toMatchObject({ state: 'sent' });
    room.tax.issue = () => Promise.reject(new Error('it is asked about before it is sent again'));
    await room.turn(4);
    expect(await room.invoice()).toMatchObject({ state: 'issued' });
  });

  it('that the platform thinks about, or that nobody answers, stays sent and comes to finance', async () => {
    await room.agree();
    room.tax.think(true);
    await room.ask();
    await room.turn();
    expect(await room.invoice()).toMatchObject({ state: 'sent' });
    room.clock.advance(30 * DAY_MS);
    await room.turn();
    expect(await room.invoice()).toMatchObject({ state: 'sent' });
    const { paymentsDue } = await room.graph<any>(finance, '{ paymentsDue { kind title amountFen } }');
    expect(paymentsDue).toContainEqual({ kind: 'INVOICE_UNDER_WAY', title: 'H-o1', amountFen: 6000 });
    room.tax.think(false);
    await room.turn();
    expect(await room.invoice()).toMatchObject({ state: 'issued' });
  });

  it('that was refused lies with its seller, who sends it again under another number', async () => {
    await room.agree();
    room.tax.refuse(1);
    await room.ask();
    const { requestNumber } = await room.invoice();
    await room.turn();
    const refused = await room.invoice();
    expect(refused).toMatchObject({ state: 'refused', lastError: 'QUOTA 额度不足', refusals: 1 });
    expect(await room.act(farmer, 'resubmitInvoice', { invoiceId: refused.id })).toMatchObject({ code: 'NOT_FOUND' });
    // What is refunded meanwhile is not on it.
    await room.refundDue('r1', 1000);
    expect(await room.act(owner, 'resubmitInvoice', { invoiceId: refused.id })).toMatchObject({ state: 'DUE' });
    await room.turn();
    const issued = await room.invoice();
    expect(issued).toMatchObject({ state: 'issued', amountFen: 5000, redFen: 0 });
    expect(issued.requestNumber).not.toBe(requestNumber);
    expect(await room.reds()).toEqual([]);
  });

  it('that nobody issues ends by itself, and can be asked for again', async () => {
    const { id } = await room.ask();
    room.clock.advance(6 * DAY_MS);
    const { paymentsDue } = await room.graph<any>(finance, '{ paymentsDue { kind id } }');
    expect(paymentsDue).toContainEqual({ kind: 'INVOICE_TO_ISSUE', id });
    room.clock.advance(30 * DAY_MS);
    await room.turn();
    expect(await room.invoice()).toMatchObject({ state: 'lapsed', liveOrderId: null });
    expect(await room.ask()).toMatchObject({ state: 'ASKED' });
  });

  it('is taken back until it is sent; a seller who takes back the leave has it waiting again', async () => {
    const { id } = await room.ask();
    expect(await room.act(stranger, 'withdrawInvoice', { invoiceId: id })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await room.act(buyer, 'withdrawInvoice', { invoiceId: id })).toMatchObject({ state: 'WITHDRAWN' });
    await room.agree();
    await room.ask();
    await room.act(owner, 'stopInvoicing', { partyId: 'party-1' });
    await room.turn();
    expect(await room.invoice()).toMatchObject({ state: 'asked' });
    expect(room.tax.issued()).toEqual([]);
  });
});

describe('what a refund turns red', () => {
  let room: Invoicing;
  beforeEach(async () => {
    room = await openInvoicing();
    await room.agree();
  });
  afterEach(() => room.close());
  const issued = async () => {
    await room.ask();
    await room.turn();
  };

  it('is just its fen, of two refunds in part and of the rest, tax and all', async () => {
    await issued();
    await room.refundDue('r1', 1001);
    await room.refundDue('r2', 2002);
    await room.turn(4);
    const told = room.tax.reddened();
    expect(told.map(({ totalFen }) => totalFen)).toEqual([1001, 2002]);
    await room.refundDue('r3', 2997);
    await room.turn(4);
    const reds = await room.reds();
    expect(reds.map(({ state, amountFen }) => [state, amountFen])).toEqual([
      ['issued', 1001],
      ['issued', 2002],
      ['issued', 2997],
    ]);
    expect(reds.reduce((sum, { taxFen }) => sum + taxFen, 0)).toBe(59);
    expect(await room.invoice()).toMatchObject({ redFen: 6000, amountFen: 6000 });
    for (const red of reds) expect(red.fileId).not.toBeNull();
  });

  it('is nothing where the refund came before the invoice, which is only of what is left', async () => {
    await room.refundDue('r1', 1500);
    await issued();
    expect(await room.invoice()).toMatchObject({ amountFen: 4500, state: 'issued' });
    await room.turn();
    expect(await room.reds()).toEqual([]);
  });

  it('waits for the money, and for an invoice whose outcome is not known yet', async () => {
    room.tax.think(true);
    await room.ask();
    await room.turn(1);
    room.channel.fail('refund');
    await room.refundDue('r1', 1500);
    await room.turn(1);
    expect(await room.reds()).toMatchObject([{ state: 'waiting', amountFen: 1500 }]);
    room.channel.fail(null);
    await room.turn(4);
    expect(await room.reds()).toMatchObject([{ state: 'due' }]);
    room.tax.think(false);
    await room.turn(6);
    expect(await room.reds()).toMatchObject([{ state: 'issued', amountFen: 1500 }]);
  });

  it('is nothing of an invoice that was refused after all', async () => {
    room.tax.think(true);
    await room.ask();
    await room.turn(1);
    await room.refundDue('r1', 1500);
    room.tax.think(false);
    room.tax.queryInvoice = () =>
      Promise.resolve({ ok: true, value: { state: 'refused', number: null, issuedAt: null, reason: '税号注销' } });
    await room.turn(4);
    expect(await room.invoice()).toMatchObject({ state: 'refused', redFen: 0 });
    expect(await room.reds()).toMatchObject([{ state: 'void' }]);
  });

  it('waits for a buyer who has booked it; a sheet that nobody answered is sent anew, then finance has it', async () => {
    await issued();
    room.tax.booked('waiting');
    await room.refundDue('r1', 1500);
    await room.turn(4);
    const [first] = await room.reds();
    expect(first).toMatchObject({ state: 'confirming' });
    expect(first.confirmDueAtMs).toBeGreaterThan(room.clock.now());
    for (let sheet = 0; sheet < 3; sheet += 1) {
      room.clock.advance(CONFIRM_WITHIN_MS);
      room.tax.booked('void');
      await room.turn(1);
      room.tax.booked('waiting');
      await room.turn(2);
    }
    const [last] = await room.reds();
    expect(last).toMatchObject({ state: 'failed', lastError: 'SHEET_VOID', sheets: 3 });
    expect(last.sheetNumber).not.toBe(first.sheetNumber);
    room.tax.booked('confirmed');
    expect(await room.act(finance, 'retryRedInvoice', { redInvoiceId: last.id })).toMatchObject({ id: last.id });
    await room.turn(3);
    expect(await room.reds()).toMatchObject([{ state: 'issued', amountFen: 1500 }]);
  });

  it('that the platform refuses lies with finance, and in the end with the seller and its tax bureau', async () => {
    await issued();
    room.tax.refuse(1);
    await room.refundDue('r1', 1500);
    await room.turn(4);
    expect(await room.reds()).toMatchObject([{ state: 'failed', lastError: 'QUOTA 额度不足' }]);
    const { paymentsDue } = await room.graph<any>(finance, '{ paymentsDue { kind amountFen } }');
    expect(paymentsDue).toContainEqual({ kind: 'INVOICE_RED', amountFen: 1500 });
    room.clock.advance(60 * DAY_MS);
    await room.turn();
    expect(await room.reds()).toMatchObject([{ state: 'offline' }]);
  });
});

describe('to whom invoices are made out', () => {
  let room: Invoicing;
  beforeEach(async () => {
    room = await openInvoicing();
  });
  afterEach(() => room.close());
  const firm = { kind: 'COMPANY', name: '五常米业有限公司' };

  it('a firm by a number that can be one; a doubtful one once it was compared', async () => {
    expect(await room.saveHead(firm)).toMatchObject({ code: 'TAX_NUMBER_WRONG' });
    expect(await room.saveHead({ ...firm, taxNumber: '9144030070846113' })).toMatchObject({ code: 'TAX_NUMBER_WRONG' });
    const pilot = { ...firm, taxNumber: '91350100M0001TGQXM' };
    expect(await room.saveHead(pilot)).toMatchObject({ code: 'TAX_NUMBER_DOUBTFUL' });
    expect(await room.rows('InvoiceHead')).toEqual([]);
    expect(await room.saveHead({ ...pilot, taxNumberChecked: true })).toMatchObject({ taxNumber: pilot.taxNumber });
    const given = { ...firm, taxNumber: ' 91440300 708461136t' };
    const [first, second] = [await room.saveHead(given), await room.saveHead(given)];
    expect(first).toMatchObject({ name: firm.name, taxNumber: CREDIT_CODE });
    expect(second.id).toBe(first.id);
  });

  it('lie sealed, are shown to the buyer and masked to others', async () => {
    await room.ask('o1', { ...firm, taxNumber: CREDIT_CODE });
    const rows = JSON.stringify([await room.rows('InvoiceHead'), await room.rows('Invoice')]);
    expect(rows).not.toContain(firm.name);
    expect(rows).not.toContain(CREDIT_CODE);
    const shown = async (who: typeof buyer) =>
      (
        await room.graph<any>(
          who,
          '{ _entities(representations: [{ __typename: "Order", id: "o1" }]) { ... on Order { invoices { headName headTaxNumber } } } }',
        )
      )._entities[0].invoices;
    expect(await shown(buyer)).toEqual([{ headName: firm.name, headTaxNumber: CREDIT_CODE }]);
    const masked = [{ headName: expect.stringMatching(/^五\*+$/), headTaxNumber: '9144****136T' }];
    expect(await shown(owner)).toEqual(masked);
    expect(await shown(finance)).toEqual(masked);
    expect(await shown(stranger)).toEqual([]);
  });

  it('go with whoever wants to be forgotten; what stands on an invoice is kept five years, then nobody reads it', async () => {
    await room.agree();
    await room.ask();
    await room.turn();
    await room.receive('trust', 'trust.account-erased.v1', { accountId: 'buyer', atMs: room.clock.now() });
    expect(await room.rows('InvoiceHead')).toEqual([]);
    room.clock.advance(4 * 365 * DAY_MS);
    await room.subgraph.runOnce();
    const keyOf = async () => (await room.rows('PersonKey')).find(({ subjectId }) => subjectId === 'buyer');
    expect((await keyOf()).destroyedAtMs).toBeNull();
    room.clock.advance(366 * DAY_MS + 2 * DAY_MS);
    await room.subgraph.runOnce();
    expect((await keyOf()).destroyedAtMs).not.toBeNull();
    const { invoices } = await room.graph<any>(finance, '{ invoices { edges { node { headName number } } } }');
    expect(invoices.edges).toMatchObject([{ node: { headName: '已依法删除' } }]);
  });
});
