import { ContentsCaseKindWords, MeasureStepWords, type CarrierTodayQuery } from '@/api/carrier';
import { yuan } from '@/lib/format';
import { go } from '@/lib/go';
import { earlier, isActionable, nodesOf, type ToDo } from '@/lib/to-do';
import { PAGES } from '../../ui/pages';

type Today = CarrierTodayQuery;
interface List<N> {
  edges: readonly { node: N }[];
  pageInfo: { hasNextPage: boolean };
}

/** Where every party reads and signs its contracts. */
const CONTRACTS = '/seller/pages/contracts/index';
const COMPLAINT = '/seller/pages/complaint/index';
const MEASURES = '/seller/pages/conduct/index';

export function count(...lists: readonly List<unknown>[]): string {
  const sum = lists.reduce((all, { edges }) => all + edges.length, 0);
  return `${sum}${lists.some(({ pageInfo }) => pageInfo.hasNextPage) ? '+' : ''}`;
}

interface Said<N> {
  what: (count: string) => string;
  /** What is to be done by the clock. */
  act: string;
  at: (node: N) => string | null;
  open: (soonest: N) => void;
}
/** All of a kind in one line, with the clock of the first; nothing where there is none. */
function ofKind<N>(list: List<N> | null, { what, act, at, open }: Said<N>): ToDo[] {
  const [first] = nodesOf(list).sort((one, other) => earlier(at(one), at(other)));
  if (!list || !first) return [];
  const said = what(count(list));
  return [{ key: said, what: said, due: { at: at(first), what: act }, onTap: () => open(first) }];
}
const only = <N>(list: List<N> | null, wanted: (node: N) => boolean): List<N> | null =>
  list && { ...list, edges: list.edges.filter(({ node }) => wanted(node)) };
const dueAt = <N extends { dueAt: string | null }>(node: N): string | null => node.dueAt;
const openParcel = ({ shipmentId }: { shipmentId: string }) => go(PAGES.parcel, { id: shipmentId });

/** Goods that are warm, that come back or that rest in a store. */
const ofGoods = ({ raised, acknowledged, toFetch, refused, atDepot, stored, contentsCases }: Today): ToDo[] => [
  ...ofKind(raised, {
    what: (n) => `温度报警 ${n} 个，还没人管`,
    act: '接警',
    at: dueAt,
    open: () => go(PAGES.alarms, { state: 'RAISED' }),
  }),
  ...ofKind(acknowledged, {
    what: (n) => `温度报警 ${n} 个，正在处理`,
    act: '处理完',
    at: dueAt,
    open: () => go(PAGES.alarms, { state: 'ACKNOWLEDGED' }),
  }),
  ...ofKind(
    only(toFetch, ({ courierId }) => !courierId),
    { what: (n) => `退货 ${n} 单，没派人去取`, act: '约好', at: dueAt, open: () => go(PAGES.returns) },
  ),
  ...ofKind(
    only(toFetch, ({ courierId }) => Boolean(courierId)),
    { what: (n) => `退货 ${n} 单，还没和买家约时间`, act: '约好', at: dueAt, open: () => go(PAGES.returns) },
  ),
  ...ofKind(refused, {
    what: (n) => `没收的货 ${n} 件，要带回站点`,
    act: '带回',
    at: dueAt,
    open: () => go(PAGES.parcels, { state: 'REFUSED' }),
  }),
  ...ofKind(atDepot, {
    what: (n) => `退回的货 ${n} 件，要还给商家`,
    act: '还',
    at: dueAt,
    open: () => go(PAGES.parcels, { state: 'AT_DEPOT' }),
  }),
  ...ofKind(stored, {
    what: (n) => `库里存着 ${n} 件`,
    act: '出库',
    at: ({ leaveDueAt }) => leaveDueAt,
    open: openParcel,
  }),
  ...nodesOf(contentsCases).map((node): ToDo => ({
    key: node.id,
    what: ContentsCaseKindWords[node.kind],
    due: { at: node.dueAt, what: '和商家说好' },
    onTap: () => openParcel(node),
  })),
];

/** Signatures that are missing, and books that do not agree. */
const ofPapers = ({ trips, documents, legs, mismatched, contracts }: Today): ToDo[] => [
  // Until then it is the courier's to do.
  ...ofKind(
    only(trips, ({ dueAt }) => dueAt !== null && Date.parse(dueAt) <= Date.now()),
    {
      what: (n) => `车 ${n} 辆，出车前没看过`,
      act: '看好',
      at: dueAt,
      open: () => go(PAGES.parcels, { state: 'TAKEN_OVER' }),
    },
  ),
  ...ofKind(documents, { what: (n) => `接货单 ${n} 张，没签齐`, act: '签好', at: dueAt, open: openParcel }),
  ...ofKind(legs, {
    what: (n) => `转手 ${n} 次，还差一方签字`,
    act: '签好',
    at: dueAt,
    open: ({ shipmentId }) => (shipmentId ? openParcel({ shipmentId }) : go(PAGES.returns)),
  }),
  ...ofKind(mismatched, {
    what: (n) => `交接单 ${n} 次对不上`,
    act: '查清',
    at: dueAt,
    open: () => go(PAGES.handovers, { tab: 'open' }),
  }),
  ...ofKind(
    only(contracts, ({ availableActions }) => availableActions.includes('SIGN')),
    { what: (n) => `合同 ${n} 份，等您签字`, act: '签字', at: dueAt, open: () => go(CONTRACTS) },
  ),
];

/** What is owed, and what is asked of the carrier. */
const ofMoney = ({ codRemittances, claims, settling, deposits }: Today): ToDo[] => [
  // What was paid into the seller's bank, as was said, waits for the seller.
  ...ofKind(
    only(codRemittances, ({ availableActions }) => availableActions.includes('SAY')),
    {
      what: (n) => `代收款 ${n} 笔，没打给商家`,
      act: '打款',
      at: dueAt,
      open: () => go(PAGES.money),
    },
  ),
  ...ofKind(only(claims, isActionable), {
    what: (n) => `索赔 ${n} 件：谁来担，等您答复`,
    act: '答复',
    at: ({ answerDueAt }) => answerDueAt,
    open: ({ id }) => go(PAGES.claim, { id }),
  }),
  ...ofKind(settling, {
    what: (n) => `索赔 ${n} 件，货还没退到商家`,
    act: '退到',
    at: dueAt,
    open: ({ id }) => go(PAGES.claim, { id }),
  }),
  ...nodesOf(deposits).map((node): ToDo => ({
    key: node.id,
    what: `保证金还差 ${yuan(node.requiredFen - node.heldFen)}`,
    due: { at: node.dueAt, what: '补足' },
    onTap: () => go(PAGES.conduct),
  })),
];

/** What buyers and the platform ask of the carrier: each has one page, whatever the party does. */
const ofConduct = ({ complaints, decided, myParties }: Today): ToDo[] => [
  ...ofKind(only(complaints, isActionable), {
    what: (n) => `投诉 ${n} 件，等您答复`,
    act: '答复',
    at: ({ answerDueAt }) => answerDueAt,
    open: ({ id }) => go(COMPLAINT, { id }),
  }),
  ...ofKind(only(decided, isActionable), {
    what: (n) => `投诉 ${n} 件，平台裁定了，您照不照办`,
    act: '答复',
    at: ({ responseDueAt }) => responseDueAt,
    open: ({ id }) => go(COMPLAINT, { id }),
  }),
  ...(myParties ?? [])
    .filter(({ kind }) => kind === 'CARRIER')
    .flatMap(({ measures }) => measures ?? [])
    .filter(({ dueAt, availableActions }) => dueAt !== null && availableActions.length > 0)
    .map(({ id, step, dueAt: at }): ToDo => ({
      key: id,
      what: MeasureStepWords[step],
      due: { at, what: '整改好' },
      onTap: () => go(MEASURES),
    })),
];

/** All that waits besides the parcels on their way: the law's clocks first, the nearest before all. */
export const todosOf = (data: Today): ToDo[] =>
  [...ofGoods(data), ...ofPapers(data), ...ofMoney(data), ...ofConduct(data)].sort((one, other) =>
    earlier(one.due.at, other.due.at),
  );
