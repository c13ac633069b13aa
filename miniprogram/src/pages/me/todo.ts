import type { MyPageQuery } from '@/api/shop';
import { yuan } from '@/lib/format';
import { go } from '@/lib/go';
import { contractsToSign, earlier, nodesOf, type ToDo } from '@/lib/to-do';

/** What was bought and is not paid, or stands at the station. */
const ofOrders = ({ toPay, toCome }: MyPageQuery): ToDo[] => [
  ...nodesOf(toPay).map(({ id, title, payDueAt }): ToDo => ({
    key: id,
    what: `${title}，还没付款`,
    due: { at: payDueAt, what: '付款' },
    onTap: () => go('/pages/order/index', { id }),
  })),
  ...nodesOf(toCome).flatMap(({ id, shipments }) =>
    (shipments ?? [])
      .filter(({ state }) => state === 'AT_STATION')
      .map(({ id: key, pickup }): ToDo => ({
        key,
        what: `货到${pickup?.stationName ?? '服务站'}了，等您去取`,
        due: { at: pickup?.fetchDueAt ?? null, what: '取' },
        onTap: () => go('/pages/order/index', { id }),
      })),
  ),
];

/** What was called back: after its moment the platform calls, and an answer still counts. */
const ofRecalls = ({ recalled }: MyPageQuery): ToDo[] =>
  nodesOf(recalled).map(({ id, goods, dueAt }): ToDo => ({
    key: id,
    what: `${goods}召回了，您的还在不在`,
    due: { at: Date.parse(dueAt) > Date.now() ? dueAt : null, what: '告诉我们' },
    onTap: () => go('/pages/recalls/index'),
  }));

/** What goes back, and what one has complained of. */
const ofTrouble = ({ offered, toSend, answered, invoices }: MyPageQuery): ToDo[] => [
  ...nodesOf(offered).map(({ id, offeredFen, waitDueAt }): ToDo => ({
    key: id,
    what: `商家愿意退${yuan(offeredFen ?? 0)}，等您答复`,
    due: { at: waitDueAt, what: '答复' },
    onTap: () => go('/pages/after-sale/index', { id }),
  })),
  ...nodesOf(toSend).map(({ id, waitDueAt }): ToDo => ({
    key: id,
    what: '要退的货，等您寄回',
    due: { at: waitDueAt, what: '寄出' },
    onTap: () => go('/pages/after-sale/index', { id }),
  })),
  ...nodesOf(answered)
    .filter(({ availableActions }) => availableActions.some(({ action }) => action === 'ESCALATE'))
    .map(({ id, dueAt }): ToDo => ({
      key: id,
      what: '您的投诉有答复了，看看认不认',
      due: { at: dueAt, what: '答复' },
      onTap: () => go('/pages/complaint/index', { id }),
    })),
  ...nodesOf(invoices).flatMap(({ order, reds }) =>
    reds
      .filter(({ state }) => state === 'CONFIRMING')
      .map(({ id, dueAt }): ToDo => ({
        key: id,
        what: '红字发票，等您公司在税务平台确认',
        due: { at: dueAt, what: '确认' },
        onTap: () => order && go('/pages/invoice/index', { order: order.id }),
      })),
  ),
];

/** What a grower is offered for a harvest, and what they are paid. */
const ofGrower = ({ offers, transfers }: MyPageQuery): ToDo[] => [
  ...nodesOf(offers).map(({ id, crop, party, answerDueAt }): ToDo => ({
    key: id,
    what: `${party?.name ?? '合作社'}收您的${crop}，等您点头`,
    due: { at: answerDueAt, what: '答复' },
    onTap: () => go('/pages/grower/index'),
  })),
  ...nodesOf(transfers).map(({ id, amountFen, party, endsAt }): ToDo => ({
    key: id,
    what: `${party?.name ?? '合作社'}付您${yuan(amountFen)}，点一下就到`,
    due: { at: endsAt, what: '收款' },
    onTap: () => go('/pages/grower/index'),
  })),
];

/** All that waits for this person, whatever they are: what may harm them, then the nearest clock first. */
export const todosOf = (data: MyPageQuery): ToDo[] => [
  ...ofRecalls(data),
  ...[...ofOrders(data), ...ofTrouble(data), ...contractsToSign(data.contracts), ...ofGrower(data)].sort((one, other) =>
    earlier(one.due.at, other.due.at),
  ),
];
