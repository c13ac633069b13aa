import { StaffRightWords } from '@/api/seller';
import { View } from '@tarojs/components';
import type { SellerTodayQuery } from '@/api/seller';
import { Doors } from '@/ui/Doors';
import { DueBy } from '@/ui/DueBy';
import { Icon } from '@/ui/Icon';
import { moment, weekday } from '@/lib/format';
import { go } from '@/lib/go';
import { Face } from '@/ui/goods';
import { inChina } from '@/lib/china-day';
import { Cell, Price, Section, Tag } from '@/ui/parts';
import { Heading, Thing } from '@/ui/Thing';
import { PAGES } from '../../ui/pages';
import { ReadAloud } from '../../ui/ReadAloud';
import type { Money } from '../../ui/money';
import { measuresOf, waitingOf, type ToDo } from './todo';

type Today = SellerTodayQuery;

/** What came today and what is on its way: the first that a farmer wants to know. */
export function MoneyToday({ money: { todayFen, next, onItsWayFen, frozenFen } }: { money: Money }) {
  const comingFen = onItsWayFen + frozenFen;
  const when = next?.isSoon ? '，这几天到' : next?.fromAt ? `，最早${weekday(next.fromAt)}到` : '';
  return (
    <View className="panel on-soil" aria-role="button" onClick={() => go(PAGES.money)}>
      <View className="grey">今天到账</View>
      <View className="between">
        <View className="head">
          <Price fen={todayFen} />
        </View>
        <View className="row">
          看账
          <Icon name="chev" size={20} />
        </View>
      </View>
      {comingFen > 0 && (
        <View className="small grey">
          还有 {Math.floor(comingFen / 100)} 块在路上
          {when}
        </View>
      )}
    </View>
  );
}

interface HelloProps {
  /** Whose desk it is; nothing of who stands in for them. */
  name: string | null;
  shop: { name: string; pictureId: string | null } | undefined;
  todos: readonly ToDo[];
  todayFen: number | null | undefined;
}
/** Whose desk it is, and the desk as one would tell it: the money, how many things, and each with its hour. */
export function Hello({ name, shop, todos, todayFen }: HelloProps) {
  const money = todayFen ? `今天到账${todayFen / 100}元。` : '';
  const things = todos.map(
    ({ what, due }, i) => `第${i + 1}件，${what}${due ? `，${moment(due.at)}前${due.what}` : ''}。`,
  );
  const count = todos.length > 0 ? `今天要办${todos.length}件事。` : '今天要办的，都办完了。';
  return (
    <View className="row gap-3 pad-x-4 top-3">
      {name && (
        <>
          <Face id={shop?.pictureId} label={shop?.name ?? ''} />
          <View className="grow">
            <View className="title bold">
              {name}，{hello()}
            </View>
            <View className="small grey">{shop?.name}</View>
          </View>
        </>
      )}
      <ReadAloud text={`${money}${count}${things.join('')}`} />
    </View>
  );
}
/** From which hour on, by the county's clock; before the first it is still evening. */
const HELLOS = [
  [18, '晚上好'],
  [13, '下午好'],
  [11, '中午好'],
  [5, '早上好'],
] as const;
function hello(): string {
  const hour = Number(inChina(Date.now()).slice(11, 13));
  const [, said] = HELLOS.find(([from]) => hour >= from) ?? HELLOS[0];
  return said;
}

/** Everything that somebody waits for, a card each. */
export function ToDos({ todos, data }: { todos: readonly ToDo[]; data: Today }) {
  const waiting = waitingOf(data);
  return (
    <>
      <Heading more={todos.length > 0 && '办完就没事了'}>
        {todos.length > 0 ? `今天要办 ${todos.length} 件事` : '今天要办的，都办完了'}
      </Heading>
      {todos.map(({ key, due, more, ...todo }, i) => (
        <Thing key={key} first={i === 0} {...todo}>
          {due ? <DueBy {...due} /> : more}
        </Thing>
      ))}
      {waiting && (
        <Thing
          icon="clock"
          what={`等配送员来取 ${waiting.count}`}
          act="看看"
          onTap={() => go(PAGES.orders, { state: 'READY' })}
        >
          {waiting.untilAt ? `${moment(waiting.untilAt)}前来，您不用做什么` : '您不用做什么'}
        </Thing>
      )}
    </>
  );
}

export const Matters = () => (
  <Doors
    title="店里的事"
    doors={[
      { icon: 'box', label: '订单', onTap: () => go(PAGES.orders) },
      { icon: 'shop', label: '商品', onTap: () => go(PAGES.products) },
      { icon: 'map', label: '地里的记录', onTap: () => go(PAGES.fields) },
      { icon: 'leaf', label: StaffRightWords.LOTS, onTap: () => go(PAGES.lots) },
      { icon: 'warn', label: '召回', onTap: () => go(PAGES.recalls) },
      { icon: 'sync', label: '退换货', onTap: () => go(PAGES.afterSales) },
      { icon: 'chat', label: '投诉', onTap: () => go(PAGES.complaints) },
      { icon: 'star', label: '买家评价', onTap: () => go(PAGES.reviews) },
      { icon: 'tray', label: '货物进出账', onTap: () => go(PAGES.ledger) },
      { icon: 'purse', label: '货款', onTap: () => go(PAGES.money) },
      { icon: 'doc', label: '发票', onTap: () => go(PAGES.invoices) },
      { icon: 'chart', label: '卖得怎样', onTap: () => go(PAGES.chart) },
    ]}
  />
);

/** What the party is on file with, and its people. */
export function OfParty({ data }: { data: Today }) {
  const measures = measuresOf(data);
  return (
    <>
      <Section title="资料和人员">
        {data.myParties?.flatMap((party) =>
          party.shops.map((shop) => (
            <Cell key={shop.id} label={shop.name} onTap={() => go(PAGES.shop)}>
              {shop.onSale ? <Tag>营业中</Tag> : <Tag tone="bad">停售</Tag>}
            </Cell>
          )),
        )}
        <Cell label="监管和整改" onTap={() => go(PAGES.conduct)}>
          {measures.length > 0 && <Tag tone="bad">{measures.length}件</Tag>}
        </Cell>
      </Section>
      <Doors
        doors={[
          { icon: 'doc', label: '登记和证照', onTap: () => go(PAGES.papers) },
          { icon: 'phone', label: '联系人和电话', onTap: () => go(PAGES.contact) },
          { icon: 'pen', label: '合同和公约', onTap: () => go(PAGES.contracts) },
          { icon: 'key', label: '谁的系统能看我的', onTap: () => go(PAGES.partners) },
          { icon: 'book', label: '执行标准', onTap: () => go(PAGES.standards) },
          { icon: 'truck', label: '供货人', onTap: () => go(PAGES.suppliers) },
          { icon: 'two', label: '人员和权限', onTap: () => go(PAGES.staff) },
          { icon: 'print', label: '没电时的交货卡', onTap: () => go(PAGES.card) },
          { icon: 'hand', label: '请服务站帮忙', onTap: () => go(PAGES.station) },
          { icon: 'say', label: '不会的，问平台', onTap: () => go(PAGES.questions) },
        ]}
      />
    </>
  );
}
