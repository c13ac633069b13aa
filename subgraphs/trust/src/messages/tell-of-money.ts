import { saidCashMoved } from '@heitu/events/logistics.said-cash-moved.v1';
import { depositPaidSeller } from '@heitu/events/payments.deposit-paid-seller.v1';
import { recoveryEndMoved } from '@heitu/events/payments.recovery-end-moved.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { on, type Reaction } from '@heitu/kit/messages/relay';
import { chinaTime } from '@heitu/kit/rules/calendar';
import { yuan } from '@heitu/kit/rules/money';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { milestoneOf } from '../disclosure/record-milestone.ts';
import { notifyParties, notifyRole, type Notification } from './notify.ts';

type End = PayloadOf<typeof recoveryEndMoved>;
type Cash = PayloadOf<typeof saidCashMoved>;
type Paid = PayloadOf<typeof depositPaidSeller>;
type Text = readonly [title: string, body: string];
/** Whose word is waited for is asked; whoever hears what came of it is told. */
type Kind = 'money-asked' | 'money-answered' | 'deposit-paid';
interface Said {
  kind: Kind;
  text: Text;
}
/** What each of the three hears; who is not named hears nothing. */
interface Told {
  creditor?: Said;
  debtor?: Said;
  finance?: Said;
}

const asked = (...text: Text): Said => ({ kind: 'money-asked', text });
const told = (...text: Text): Said => ({ kind: 'money-answered', text });
const whereShown = '在“赔款和欠款”里看';

const HOW: Readonly<Record<End['how'], string>> = {
  received: '您已经收到了',
  'given-up': '追不回来，不再追了',
  'platform-pays': '由平台付给您',
};
/** A debt to a party ends with its yes: it is asked, and both sides and finance hear what came of it. */
const OF_END: Readonly<Record<End['what'], (end: End, debtor: string) => Told>> = {
  asked: ({ how, leftFen, lapsesAtMs }, debtor) => ({
    creditor: asked(
      '有一笔欠您的钱，要您答复',
      `${debtor}欠您${yuan(leftFen)}元，平台财务说${HOW[how]}。是不是这样，${chinaTime(lapsesAtMs)}前${whereShown}并答复；您不答复就接着追，钱还是您的`,
    ),
  }),
  'due-soon': ({ leftFen, lapsesAtMs }, debtor) => ({
    creditor: asked(
      '欠您的钱还没答复，快到时间了',
      `${debtor}欠您${yuan(leftFen)}元，平台财务问能不能了结，${chinaTime(lapsesAtMs)}前${whereShown}并答复；您不答复就接着追，钱还是您的`,
    ),
  }),
  agreed: ({ leftFen }, debtor) => ({
    finance: told('债主同意了结', `${debtor}欠的${yuan(leftFen)}元，债主同意了，请第二个人在“追偿”里确认`),
  }),
  refused: ({ leftFen }, debtor) => ({
    finance: told('债主不同意了结', `${debtor}欠的${yuan(leftFen)}元，债主不同意，接着追`),
  }),
  lapsed: ({ leftFen, wasAgreed }, debtor) => ({
    creditor: told(
      '那笔钱没有了结，接着追',
      wasAgreed
        ? `${debtor}欠您${yuan(leftFen)}元：您答复了，平台没有在期限内确认，不算了结，接着追`
        : `${debtor}欠您${yuan(leftFen)}元：您没有答复，不算了结，接着追`,
    ),
    finance: told(
      '提的了结过期了',
      wasAgreed
        ? `${debtor}欠的${yuan(leftFen)}元，债主同意了，没有第二个人确认，作废，接着追`
        : `${debtor}欠的${yuan(leftFen)}元，债主没有答复，作废，接着追`,
    ),
  }),
  ended: ({ how, leftFen }, debtor) => ({
    creditor: told(
      '一笔欠您的钱了结了',
      how === 'platform-pays'
        ? `${debtor}欠您的${yuan(leftFen)}元，平台从银行付给您了，请查收；没收到打平台电话`
        : `${debtor}欠您的${yuan(leftFen)}元，照您同意的了结了：${HOW[how]}`,
    ),
    debtor: told('一笔您欠的钱了结了', `您欠的${yuan(leftFen)}元，不用再还了，以后的货款和运费里不再扣`),
  }),
};

/** Out of a deposit into a seller's account: both hear what came of it, what is left, and what is to be done. */
const ofDeposit = (paid: Paid, names: { debtor: string; creditor: string; order: string }): Told => {
  const { amountFen, leftFen, heldFen, requiredFen, fillUpDueAtMs } = paid;
  const { debtor, creditor, order } = names;
  const rest = leftFen > 0 ? `还欠${yuan(leftFen)}元，接着从运费、佣金、货款和保证金里扣` : '这笔欠款清了';
  const fillUp =
    fillUpDueAtMs === null
      ? '不用补'
      : `合同约定${yuan(requiredFen)}元，请在${chinaTime(fillUpDueAtMs)}前补足；没补足，平台财务会来催`;
  const body =
    `${order}的货损您该赔${creditor}，到期没抵完，${yuan(amountFen)}元从您的保证金付给了它，${rest}。` +
    `保证金还剩${yuan(heldFen)}元，${fillUp}`;
  const came =
    `${order}的货损${debtor}该赔您的，${yuan(amountFen)}元从它的保证金付到您账上了，` +
    (leftFen > 0 ? `还欠您${yuan(leftFen)}元，接着追` : '赔清了');
  return {
    debtor: { kind: 'deposit-paid', text: ['您的保证金付了一笔赔款', `${body}。${whereShown}`] },
    creditor: { kind: 'deposit-paid', text: ['一笔赔款到账了', `${came}。${whereShown}`] },
  };
};

const some = ({ parcels, amountFen }: Cash): string => `代收的${parcels}件货款，一共${yuan(amountFen)}元`;
const STILL_OWED = '还要交给商家，请核对银行回单，重新打或重新说';
/** Cash that a carrier says it has paid into its seller's bank: only the seller's word, or finance's find, ends it. */
const OF_CASH: Readonly<Record<Cash['what'], (cash: Cash, names: { carrier: string; seller: string }) => Told>> = {
  said: (cash, { carrier }) => ({
    creditor: asked(
      '配送说货款打到您银行卡了',
      `${carrier}说${some(cash)}打到您银行卡了。查一下到没到，${chinaTime(cash.answerDueAtMs)}前${whereShown}并答复；没收到就点“没收到”`,
    ),
  }),
  'due-soon': (cash, { carrier }) => ({
    creditor: asked(
      '货款到没到，您还没答复',
      `${carrier}说${some(cash)}打到您银行卡了。${chinaTime(cash.answerDueAtMs)}前${whereShown}并答复；过了时间由平台财务去查，您不答复不算您收到了`,
    ),
  }),
  accepted: (cash, { seller }) => ({ debtor: told('商家说货款收到了', `${seller}：${some(cash)}，交清了`) }),
  contested: (cash, { seller }) => ({
    debtor: told('商家说没收到货款', `${seller}：${some(cash)}，说没收到。请把银行回单发给平台财务，他们来查`),
    finance: told('商家说没收到货款', `${seller}：${some(cash)}，说没收到，请在“代收货款”里查`),
  }),
  found: (cash, { carrier, seller }) => ({
    creditor: told(
      '平台查到货款到了',
      `${carrier}打来的${some(cash)}，平台财务查到已经进了您的银行卡。不对的话打平台电话`,
    ),
    debtor: told('平台查到货款到了', `${seller}：${some(cash)}，平台财务查到已经到账，交清了`),
  }),
  missed: (cash, { carrier, seller }) => ({
    creditor: told('平台没查到那笔货款', `${carrier}说打来的${some(cash)}，平台财务没有查到，还是欠您的`),
    debtor: told('平台没查到那笔货款', `${seller}：${some(cash)}，平台财务没有查到，${STILL_OWED}`),
  }),
  'lapses-soon': (cash, { seller }) => ({
    debtor: told(
      '说打过的货款快过期了',
      `${seller}：${some(cash)}，${chinaTime(cash.lapsesAtMs)}前没有人查到，就算没交。请把银行回单发给平台财务`,
    ),
    finance: told(
      '说打过的货款快过期了',
      `${seller}：${some(cash)}，${chinaTime(cash.lapsesAtMs)}前没有查到就还算欠着`,
    ),
  }),
  doubted: (cash, { carrier }) => ({
    creditor: asked(
      '配送说代收的货款登记错了',
      [
        `${carrier}说${some(cash)}登记错了，要作废。收了多少您和买家最清楚：`,
        `${chinaTime(cash.answerDueAtMs)}前${whereShown}并答复。您没同意，平台也没查到错，就还照原来的算`,
      ].join(''),
    ),
  }),
  'doubt-due-soon': (cash, { carrier }) => ({
    creditor: asked(
      '货款登记错没错，您还没答复',
      `${carrier}说${some(cash)}登记错了。${chinaTime(cash.answerDueAtMs)}前${whereShown}并答复；过了时间由平台财务去查，您不答复不算您同意`,
    ),
  }),
  'agreed-wrong': (cash, { seller }) => ({
    debtor: told('商家同意登记错了', `${seller}：${some(cash)}，这笔登记作废了。实收多少，请配送员重新登记`),
  }),
  'denied-wrong': (cash, { seller }) => ({
    debtor: told('商家说没登记错', `${seller}：${some(cash)}，说没登记错。请把买家签收单发给平台财务，他们来查`),
    finance: told('商家说货款没登记错', `${seller}：${some(cash)}，和配送说的不一样，请在“代收货款”里查`),
  }),
  'found-wrong': (cash, { carrier, seller }) => ({
    creditor: told(
      '平台查到货款登记错了',
      `${carrier}的${some(cash)}，平台两个人查过，是登记错了，这笔作废。不对的话打平台电话`,
    ),
    debtor: told('平台查到货款登记错了', `${seller}：${some(cash)}，这笔登记作废了。实收多少，请配送员重新登记`),
  }),
  upheld: (cash, { carrier, seller }) => ({
    creditor: told('平台查到货款没登记错', `${carrier}的${some(cash)}，照原来的算`),
    debtor: told('平台查到货款没登记错', `${seller}：${some(cash)}，照原来的算，没交的还要交`),
  }),
  'doubt-lapses-soon': (cash, { seller }) => ({
    debtor: told(
      '说登记错的货款快过期了',
      `${seller}：${some(cash)}，${chinaTime(cash.lapsesAtMs)}前没有人查到登记错了，就照原来的算。请把买家签收单发给平台财务`,
    ),
    finance: told(
      '说登记错的货款快过期了',
      `${seller}：${some(cash)}，${chinaTime(cash.lapsesAtMs)}前没有查到就照原来的算`,
    ),
  }),
  'doubt-lapsed': (cash, { carrier, seller }) => ({
    creditor: told('货款照原来的算', `${carrier}说登记错了的${some(cash)}，没有人查到错，照原来的算`),
    debtor: told('货款照原来的算', `${seller}：${some(cash)}，没有人查到登记错了，照原来的算，没交的还要交`),
  }),
  lapsed: (cash, { carrier, seller }) => ({
    creditor: told('那笔货款还是欠您的', `${carrier}说打来的${some(cash)}，一直没有查到，还是欠您的`),
    debtor: told('说打过的货款不算数了', `${seller}：${some(cash)}，一直没有查到，${STILL_OWED}`),
  }),
};

const noteOf = ({ kind, text: [title, body] }: Said): Notification => ({ kind, title, body, orderId: null });
async function tell(
  context: TrustContext,
  tx: TrustTransaction,
  { creditor, debtor, finance }: Told,
  parties: { creditorPartyId: string; debtorPartyId: string },
): Promise<void> {
  if (creditor)
    await notifyParties(context, tx, 'finance', [{ partyId: parties.creditorPartyId, notification: noteOf(creditor) }]);
  if (debtor && parties.debtorPartyId)
    await notifyParties(context, tx, 'finance', [{ partyId: parties.debtorPartyId, notification: noteOf(debtor) }]);
  if (finance) await notifyRole(context, tx, 'finance', noteOf(finance));
}

async function namesOf(tx: TrustTransaction, partyIds: readonly string[]): Promise<(partyId: string) => string> {
  const known = await tx.rows
    .selectFrom('KnownParty')
    .select(['partyId', 'name'])
    .where('partyId', 'in', partyIds)
    .execute();
  const names = new Map(known.map(({ partyId, name }) => [partyId, name]));
  return (partyId) => names.get(partyId) ?? '对方';
}

/** Whoever is asked about money hears of it at once and before its time is over; the other side hears the answer. */
export const moneyReactions: Reaction[] = [
  on(recoveryEndMoved, 'tell-of-end', async (context: TrustContext, tx, end) => {
    const name = await namesOf(tx, [end.debtorPartyId]);
    const debtor = end.debtorPartyId === '' ? '买家' : name(end.debtorPartyId);
    await tell(context, tx, OF_END[end.what](end, debtor), end);
  }),
  on(depositPaidSeller, 'tell-of-deposit', async (context: TrustContext, tx, paid) => {
    const { creditorPartyId, debtorPartyId, orderId } = paid;
    const name = await namesOf(tx, [creditorPartyId, debtorPartyId]);
    const number = (await milestoneOf(tx, orderId))?.orderNumber;
    const order = number ? `订单${number}` : '一笔订单';
    await tell(
      context,
      tx,
      ofDeposit(paid, { debtor: name(debtorPartyId), creditor: name(creditorPartyId), order }),
      paid,
    );
  }),
  on(saidCashMoved, 'tell-of-said-cash', async (context: TrustContext, tx, cash) => {
    const { carrierPartyId, sellerPartyId } = cash;
    const name = await namesOf(tx, [carrierPartyId, sellerPartyId]);
    const names = { carrier: name(carrierPartyId), seller: name(sellerPartyId) };
    const parties = { creditorPartyId: sellerPartyId, debtorPartyId: carrierPartyId };
    await tell(context, tx, OF_CASH[cash.what](cash, names), parties);
  }),
];
