import { View } from '@tarojs/components';
import { useCallback, useState } from 'react';
import { MyStanding, SellerMoney, SellerToday, type SellerTodayQuery } from '@/api/seller';
import { useFresh } from '@/lib/fresh';
import { day } from '@/lib/format';
import { go } from '@/lib/go';
import { useActingFor } from '@/lib/holder';
import { useQuery } from '@/lib/query';
import { TODAY, useAhead } from '@/lib/today';
import { Button } from '@/ui/Button';
import { Page } from '../../ui/Page';
import { Check } from '@/ui/forms';
import { Bar, Notice, Section } from '@/ui/parts';
import { Icon } from '@/ui/Icon';
import { State } from '@/ui/State';
import { aheadOf } from '../../ui/ahead';
import { moneyOf, moneyRange } from '../../ui/money';
import { ownName, sellingParties, sellingParty } from '../../ui/parties';
import { PAGES } from '../../ui/pages';
import { PartyChoice } from '../../ui/PartyChoice';
import { useSeen } from '../../ui/seen';
import { Hello, Matters, MoneyToday, OfParty, ToDos } from './parts';
import { useRing } from './ring';
import { todosOf } from './todo';

/** Today's money, and what is due: the law's clocks first. */
export default function TodayPage() {
  const query = useQuery(SellerToday, {}, { keepAs: 'desk', place: TODAY });
  // Who stands in for somebody, or has no right to the money, is not shown it.
  const acting = useActingFor();
  const [range] = useState(moneyRange);
  const money = useQuery(SellerMoney, range, { skip: acting !== null });
  const reload = useCallback(
    () => Promise.all([query.reload(), acting === null && money.reload()]).then(() => undefined),
    [query.reload, money.reload, acting],
  );
  // What was done on another page is not due any more.
  useFresh(reload);
  const { data } = query;
  useAhead(data ? aheadOf(data) : {});
  useSeen((data?.toConfirm.edges ?? []).map(({ node }) => node));
  const ring = useRing(data ? todosOf(data, toOpenOf(data)).map(({ key }) => key) : null, reload);
  if (query.problem?.kind === 'forbidden' && !query.data) return <NotYet />;
  return (
    <Page query={query} bar={(data) => <FirstAct data={data} />}>
      {(data) => (
        <>
          <Hello
            name={acting ? null : ownName(sellingParty(data.myParties), data.me)}
            shop={sellingParties(data.myParties)[0]?.shops[0]}
            todos={todosOf(data, toOpenOf(data))}
            todayFen={money.data && moneyOf(money.data).todayFen}
          />
          {money.data && <MoneyToday money={moneyOf(money.data)} />}
          <Desk data={data} />
          {ring.isPossible && (
            <Section>
              <Check on={ring.isOn} onChange={ring.turn}>
                开着这一页，来了新的事响一声
              </Check>
            </Section>
          )}
        </>
      )}
    </Page>
  );
}

const toOpenOf = (data: SellerTodayQuery) =>
  sellingParties(data.myParties).filter(
    ({ availableActions, shops }) => availableActions.includes('OPEN_SHOP') && shops.length === 0,
  );

/** The act of the first thing to do, always at the same place; listing beside it, or alone where all is done. */
function FirstAct({ data }: { data: SellerTodayQuery }) {
  const toOpen = toOpenOf(data);
  const [first] = todosOf(data, toOpen);
  return (
    <Bar>
      {toOpen.length === 0 && (
        <Button kind={first ? undefined : 'main'} onTap={() => go(PAGES.list)}>
          <Icon name="camera" />
          拍照上货
        </Button>
      )}
      {first && (
        <Button kind="main" onTap={first.onTap}>
          {first.act}
        </Button>
      )}
    </Bar>
  );
}

/** Who has registered is told how far that is; everybody else how it is done. */
function NotYet() {
  const query = useQuery(MyStanding, {});
  useFresh(query.reload);
  return (
    <Page query={query}>
      {({ myParties }) => {
        const [party] = sellingParties(myParties);
        if (!party) return <ToRegister />;
        const last = party.filings?.[party.filings.length - 1];
        return (
          <State
            text={`${party.name}：${last?.stateLabel ?? '还没提交审核'}`}
            more={last ? '审核通过就能开店卖货，到时候会告诉您。' : '登记过了，再提交一次审核就行。'}
          >
            <Button kind="main" onTap={() => go(PAGES.papers)}>
              {last ? '看看进度' : '去提交'}
            </Button>
          </State>
        );
      }}
    </Page>
  );
}

const ToRegister = () => (
  <State text="您还没有在这里卖货" more="农户凭身份证和一份声明就能登记，不用营业执照；企业和合作社要有营业执照。">
    <Button kind="main" onTap={() => go(PAGES.register)}>
      登记成为卖家
    </Button>
    <View className="gap-top">
      <Button kind="plain" onTap={() => go(PAGES.staff)}>
        给别人干活，出示我的码
      </Button>
    </View>
  </State>
);

function Desk({ data }: { data: SellerTodayQuery }) {
  return (
    <>
      {data.myParties
        ?.filter((party) => !party.inGoodStanding)
        .map((party) => (
          <View key={party.id} aria-role="button" onClick={() => go(PAGES.papers)}>
            <Notice tone="bad">
              {party.name}：{party.stateLabel}，现在不能卖货。点这里处理
            </Notice>
          </View>
        ))}
      {data.myParties
        ?.flatMap((party) => party.reminders ?? [])
        .slice(0, 3)
        .map((reminder) => (
          <View key={reminder.id} aria-role="button" onClick={() => go(PAGES.papers)}>
            <Notice>
              {reminder.text}（{day(reminder.dueOn)}到期）
            </Notice>
          </View>
        ))}
      {data.myParties && <PartyChoice parties={data.myParties} />}
      <ToDos data={data} todos={todosOf(data, toOpenOf(data))} />
      <Matters />
      <OfParty data={data} />
    </>
  );
}
