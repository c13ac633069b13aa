import { MeasureStepWords, type SellerTodayQuery, OrderActWords } from '@/api/seller';
import { yuan } from '@/lib/format';
import { go } from '@/lib/go';
import { earlier, isActionable, nodesOf } from '@/lib/to-do';
import type { IconName } from '@/ui/Icon';
import { chooseParty } from '../../ui/parties';
import { PAGES } from '../../ui/pages';

type Today = SellerTodayQuery;
type Party = NonNullable<Today['myParties']>[number];
type Lines = Today['toPick']['edges'][number]['node']['lines'];

/** Something that somebody waits for. */
export interface ToDo {
  key: string;
  what: string;
  act: string;
  icon: IconName;
  picture?: string | null;
  /** By the law's clock. */
  due?: { at: string; what: string };
  more?: string;
  onTap: () => void;
}

export const measuresOf = (data: Today) =>
  (data.myParties ?? []).flatMap((party) => party.measures ?? []).filter(isActionable);

/** 鲜蓝莓 2 件: as one says it; of several kinds, the first and how many there are. */
function goodsOf(lines: Lines): string {
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return `${lines[0]?.title ?? ''}${lines.length > 1 ? `等 ${lines.length} 样` : ''} ${units} 件`;
}
const pictureOf = (lines: Lines): string | null => lines.find(({ pictureId }) => pictureId)?.pictureId ?? null;

const ofOrders = ({ toConfirm, toPick }: Today): ToDo[] => [
  ...toConfirm.edges.map(({ node }): ToDo => ({
    key: node.id,
    what: `有人买${goodsOf(node.lines)}`,
    act: OrderActWords.CONFIRM,
    icon: 'box',
    picture: pictureOf(node.lines),
    due: { at: node.confirmDueAt, what: '确认' },
    onTap: () => go(PAGES.order, { id: node.id }),
  })),
  ...toPick.edges.map(({ node }): ToDo => ({
    key: node.id,
    what: `装${goodsOf(node.lines)}`,
    act: '去装货',
    icon: 'box',
    picture: pictureOf(node.lines),
    more: '装好了，配送员来取',
    onTap: () => go(PAGES.order, { id: node.id }),
  })),
];

/** Of a list that not everybody sees, what this person can do something about. */
const actionable = <N extends { availableActions: readonly unknown[] }>(
  list: { edges: readonly { node: N }[] } | null,
) => nodesOf(list).filter(isActionable);
/** By when, where there is a clock. */
const dueBy = (at: string | null | undefined, what: string): Pick<ToDo, 'due'> => (at ? { due: { at, what } } : {});

const toBeSigned = (open: Today['toSign']) =>
  nodesOf(open).filter(({ availableActions }) => availableActions.includes('SIGN_SELLER'));
/** The courier stands there: all the documents that wait for this side are one thing to do. */
function ofHandovers({ toSign }: Today): ToDo[] {
  const waiting = toBeSigned(toSign);
  if (waiting.length === 0) return [];
  const [at] = waiting.flatMap(({ dueAt }) => dueAt ?? []).sort();
  return [
    {
      key: `hand over ${waiting.map(({ id }) => id).join(' ')}`,
      what: `配送员来取货，${waiting.length} 张交接单等您签`,
      act: '去签字',
      icon: 'truck',
      ...dueBy(at, '签字'),
      onTap: () => go(PAGES.handovers),
    },
  ];
}

/** What comes back from buyers: looked at, or it counts as seen. */
const ofReturns = ({ returned, sentBack, atCentre }: Today): ToDo[] => [
  ...[...returned.edges, ...sentBack.edges].map(({ node }): ToDo => ({
    key: node.id,
    what: '退的货送回来了',
    act: '去验货',
    icon: 'sync',
    // By then it counts as looked at.
    ...dueBy(node.waitDueAt, '验收'),
    onTap: () => go(PAGES.afterSale, { id: node.id }),
  })),
  ...actionable(atCentre).map((node): ToDo => ({
    key: node.id,
    what: '退的货到了，等您签收',
    act: '去签收',
    icon: 'sync',
    ...dueBy(node.centreDueAt, '签收'),
    onTap: () => go(PAGES.afterSale, { id: node.afterSaleId }),
  })),
];

/** What is called back and lies sealed is destroyed, and shown by a photo. */
const ofRecalls = ({ recallCases }: Today): ToDo[] =>
  (recallCases?.edges ?? []).map(({ node: { id, goods, finishDueAt } }): ToDo => ({
    key: id,
    what: `召回的${goods}单独封存，不能卖`,
    act: '销毁了，传照片',
    icon: 'warn',
    due: { at: finishDueAt, what: '销毁' },
    onTap: () => go(PAGES.recalls),
  }));

/** What a buyer waits for on paper. */
const ofInvoices = ({ invoicesAsked, invoicesRefused }: Today): ToDo[] =>
  [...actionable(invoicesAsked), ...actionable(invoicesRefused)].map(({ id, stateLabel, dueAt }): ToDo => ({
    key: id,
    what: stateLabel,
    act: '去开发票',
    icon: 'doc',
    ...dueBy(dueAt, '开好'),
    onTap: () => go(PAGES.invoices),
  }));

const ofClaims = ({ afterSales, claims, labelDoubts, complaints, decided }: Today): ToDo[] => [
  ...afterSales.edges.map(({ node }): ToDo => ({
    key: node.id,
    what: `有人要${node.kindLabel}`,
    act: '去答复',
    icon: 'sync',
    due: { at: node.answerDueAt, what: '答复' },
    onTap: () => go(PAGES.afterSale, { id: node.id }),
  })),
  ...actionable(claims).map((node): ToDo => ({
    key: node.id,
    what: '索赔：谁来担',
    act: '看看认不认',
    icon: 'sync',
    due: { at: node.answerDueAt, what: '答复' },
    onTap: () => go(PAGES.claim, { id: node.id }),
  })),
  ...actionable(labelDoubts).map((node): ToDo => ({
    key: node.id,
    what: `${node.lot?.lotCode ?? ''}第${node.serial}号的码可能被仿印`,
    act: '去看看',
    icon: 'warn',
    due: { at: node.answerDueAt, what: '查一查' },
    onTap: () => go(PAGES.lot, { id: node.lot?.id }),
  })),
  ...actionable(complaints).map((node): ToDo => ({
    key: node.id,
    what: '有人投诉',
    act: '答复投诉',
    icon: 'chat',
    due: { at: node.answerDueAt, what: '答复' },
    onTap: () => go(PAGES.complaint, { id: node.id }),
  })),
  ...actionable(decided).map((node): ToDo => ({
    key: node.id,
    what: '平台裁定了，您照不照办',
    act: '去答复',
    icon: 'chat',
    ...dueBy(node.responseDueAt, '答复'),
    onTap: () => go(PAGES.complaint, { id: node.id }),
  })),
];

/** Of each pooled lot, what its growers have not got yet. */
function ofGrowers({ growerShares }: Today): ToDo[] {
  const shares = nodesOf(growerShares);
  const lots = shares.filter(({ lotCode }, i) => shares.findIndex((one) => one.lotCode === lotCode) === i);
  return lots.map(({ lotCode, lot }): ToDo => {
    const own = shares.filter((share) => share.lotCode === lotCode);
    const [at] = own.flatMap(({ dueAt }) => dueAt ?? []).sort();
    return {
      key: `growers ${lotCode}`,
      what: `${lotCode}欠种植户${yuan(own.reduce((sum, { openFen }) => sum + Math.max(openFen, 0), 0))}`,
      act: '去看看',
      icon: 'hand',
      ...dueBy(at, '付清'),
      more: '商户号里有钱，他们点收款就转',
      onTap: () => go(PAGES.poolPay, { lot: lot?.id }),
    };
  });
}

/** Of what is owed to the seller, what only it can say: that it came, or that it is given up. */
const ofDebts = ({ toAnswer, cashSaid, cashDoubted }: Today): ToDo[] => [
  ...actionable(toAnswer).map(({ id, amountFen, setOffFen, nextAt }): ToDo => ({
    key: id,
    what: `别人欠您的${yuan(amountFen - setOffFen)}，要不要了结`,
    act: '去答复',
    icon: 'purse',
    ...dueBy(nextAt, '答复'),
    more: '没答复，就继续追',
    onTap: () => go(PAGES.debts),
  })),
  ...actionable(cashSaid).map(({ id, amountFen, waitDueAt }): ToDo => ({
    key: id,
    what: `配送说${yuan(amountFen)}打到您银行卡了`,
    act: '看看到没到',
    icon: 'purse',
    ...dueBy(waitDueAt, '答复'),
    onTap: () => go(PAGES.debts),
  })),
  ...actionable(cashDoubted).map(({ id, amountFen, waitDueAt }): ToDo => ({
    key: id,
    what: `配送说代收的${yuan(amountFen)}登记错了`,
    act: '看看错没错',
    icon: 'purse',
    ...dueBy(waitDueAt, '答复'),
    more: '没答复，就照原来的算',
    onTap: () => go(PAGES.debts),
  })),
];

/** Whoever owns what sells here says yes to what binds it; nobody orders from it before. */
const ofAgreements = ({ me, agreements }: Today): ToDo[] =>
  (agreements ?? [])
    .filter(() => me?.grants?.some(({ role }) => role === 'SELLER_OWNER'))
    .filter(({ availableActions }) => availableActions.includes('CONFIRM'))
    .map(({ id, title }): ToDo => ({
      key: id,
      what: title,
      act: '看过，同意',
      icon: 'doc',
      more: '没同意，就不能接新单',
      onTap: () => go(PAGES.contracts),
    }));

/** All that somebody waits for: the law's clocks first, the nearest before all. */
export function todosOf(data: Today, toOpen: readonly Party[]): ToDo[] {
  const measures = measuresOf(data)
    .filter(({ dueAt }) => dueAt !== null)
    .map(({ id, step, dueAt }): ToDo => ({
      key: id,
      what: MeasureStepWords[step],
      act: '去整改',
      icon: 'warn',
      ...dueBy(dueAt, '整改好'),
      onTap: () => go(PAGES.conduct),
    }));
  const opening = toOpen.map(({ id, name }): ToDo => ({
    key: id,
    what: '开店，就能上架商品',
    act: '去开店',
    icon: 'shop',
    more: name,
    onTap: () => {
      chooseParty(id);
      go(PAGES.shop);
    },
  }));
  return [
    ...measures,
    ...ofAgreements(data),
    ...ofHandovers(data),
    ...ofOrders(data),
    ...ofReturns(data),
    ...ofRecalls(data),
    ...ofClaims(data),
    ...ofInvoices(data),
    ...ofGrowers(data),
    ...ofDebts(data),
    ...opening,
  ].sort((one, other) => earlier(one.due?.at, other.due?.at));
}

/** What is packed and waits for a courier: nothing to do, and until when that is. */
export function waitingOf({ ready, toSign }: Today): { count: string; untilAt: string | null } | null {
  // Where a document waits for this side, the courier has come.
  const fetched = new Set(toBeSigned(toSign).map(({ shipmentId }) => shipmentId));
  const waiting = nodesOf(ready).filter(({ shipments }) => !shipments?.some(({ id }) => fetched.has(id)));
  if (waiting.length === 0) return null;
  const dues = waiting.flatMap(({ shipments }) => (shipments ?? []).map(({ takeOverDueAt }) => takeOverDueAt));
  return {
    count: ready.pageInfo.hasNextPage ? `${waiting.length} 单多` : `${waiting.length} 单`,
    untilAt: dues.sort()[0] ?? null,
  };
}
