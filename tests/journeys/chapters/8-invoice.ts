import type { Person } from '../client.ts';
import type { Journey } from '../journey.ts';
import { received } from './8-return.ts';

/** A code whose check digit is right. */
const CREDIT_CODE = '91440300708461136T';
const OF_ORDER = `query($id: ID!) { order(id: $id) { totalFen canAskForInvoice invoices {
  id state amountFen redFen taxFen number fileId headName reds { state amountFen taxFen number fileId } } } }`;

const orderOf = async (buyer: Person, id: string) => (await buyer.ask(OF_ORDER, { id }))['order'];

/** Jobs run by the clock, the tax platform thinks for seconds. */
const followed = <T>(journey: Journey, what: string, probe: () => Promise<T | null | undefined | false>): Promise<T> =>
  journey.until(what, async () => {
    await journey.world.advance({ seconds: 20 });
    return probe();
  });

async function ask(journey: Journey): Promise<string> {
  const { people, made } = journey;
  const [buyer, coop] = [people.buyer as Person, people.coop as Person];
  made.invoiceOrder = await received(journey, 2);
  const wrong = await buyer.refused('saveInvoiceHead', {
    kind: 'COMPANY',
    name: '某公司',
    taxNumber: '9144030070846113',
  });
  journey.equal(wrong.code, 'TAX_NUMBER_WRONG', 'a number of 16 characters is none');
  const { id: headId } = await buyer.do(
    'saveInvoiceHead',
    { kind: 'PERSON', name: journey.plant('name', 'invoice head') },
    'id name',
  );
  await buyer.do('askForInvoice', { orderId: made.invoiceOrder, headId }, 'id state');
  const again = await buyer.refused('askForInvoice', { orderId: made.invoiceOrder, headId });
  const { invoices } = await orderOf(buyer, made.invoiceOrder);
  journey.equal(invoices[0].state, 'ASKED', 'nothing is sent in the name of a seller who has not agreed');
  await coop.do(
    'agreeToInvoicing',
    {
      partyId: made.coop,
      route: 'REGISTERED',
      rateBasisPoints: 900,
      name: journey.plant('name', 'coop at the tax bureau'),
      taxNumber: CREDIT_CODE,
    },
    'id route',
  );
  return again.message;
}

async function issue(journey: Journey): Promise<string> {
  const { people, made } = journey;
  const buyer = people.buyer as Person;
  const { invoices, totalFen } = await followed(journey, 'the invoice and its file', async () => {
    const order = await orderOf(buyer, made.invoiceOrder);
    return order.invoices[0].fileId && order;
  });
  const [{ state, amountFen, taxFen, number, fileId }] = invoices;
  journey.equal([state, amountFen], ['ISSUED', totalFen], 'all that was paid is on it');
  const { invoices: there } = await journey.world.get('/tax');
  const told = there.find((row: { number: string }) => row.number === number);
  journey.equal(told?.totalFen, totalFen, 'the tax platform has the same');
  const file = await buyer.edge(`/payments/files/${fileId}`);
  journey.equal([file.status, file.text.slice(0, 5)], [200, '%PDF-'], 'the buyer opens the file');
  const other = await (people.other as Person).edge(`/payments/files/${fileId}`);
  journey.equal(other.status, 404, 'another person does not');
  return `号码 ${number}，价税合计 ${amountFen / 100} 元，税额 ${taxFen / 100} 元`;
}

async function redden(journey: Journey): Promise<string> {
  const { people, made } = journey;
  const [buyer, coop] = [people.buyer as Person, people.coop as Person];
  const { order } = await buyer.ask('query($id: ID!) { order(id: $id) { lines { id } } }', { id: made.invoiceOrder });
  const { id: afterSaleId } = await buyer.do(
    'requestAfterSale',
    {
      orderId: made.invoiceOrder,
      kind: 'REFUND_ONLY',
      cause: 'QUALITY',
      reason: '一袋有碎粒',
      lines: [{ lineId: order.lines[0].id, quantity: 1, accessories: '无' }],
    },
    'id state',
  );
  await coop.do('decideAfterSale', { afterSaleId, accept: true, reason: '同意退一袋' }, 'id state');
  const refund = await followed(journey, 'the refund', async () => {
    const { order: now } = await buyer.ask('query($id: ID!) { order(id: $id) { refunds { amountFen state } } }', {
      id: made.invoiceOrder,
    });
    return now.refunds.find((row: { state: string }) => row.state === 'SUCCEEDED');
  });
  const { invoices } = await followed(journey, 'the red invoice and its file', async () => {
    const now = await orderOf(buyer, made.invoiceOrder);
    return now.invoices[0].reds[0]?.fileId && now;
  });
  const [{ amountFen, redFen, reds }] = invoices;
  journey.equal(reds.length, 1, 'one refund is one red invoice');
  journey.equal(
    [reds[0].state, reds[0].amountFen, redFen],
    ['ISSUED', refund.amountFen, refund.amountFen],
    'just its fen',
  );
  journey.expect(redFen < amountFen, 'the other half stays');
  const { reds: there } = await journey.world.get('/tax');
  const told = there.find((row: { number: string }) => row.number === reds[0].number);
  journey.equal(told?.totalFen, refund.amountFen, 'the tax platform has the same');
  return `红字 ${reds[0].number}，${redFen / 100} 元`;
}

export async function play(journey: Journey): Promise<void> {
  await journey.step('买家要发票：抬头存一次；商家没授权之前，平台一张也不替他开', () => ask(journey));
  await journey.step('商家同意后开出来，税务平台、订单和文件是同一个数；文件只有买家打得开', () => issue(journey));
  await journey.step('退一部分：正好那几分钱变成红字', () => redden(journey));
}
