import { View } from '@tarojs/components';
import { MyStanding, SellerToday, type SellerTodayQuery } from '@/api/seller';
import { useFresh } from '@/lib/fresh';
import { day } from '@/lib/format';
import { go } from '@/lib/go';
import { useQuery } from '@/lib/query';
import { Button } from '@/ui/Button';
import { Page } from '../../ui/Page';
import { Notice } from '@/ui/parts';
import { State } from '@/ui/State';
import { sellingParties } from '../../ui/parties';
import { PAGES } from '../../ui/pages';
import { PartyChoice } from '../../ui/PartyChoice';
import { Matters, OfParty, ToDo } from './parts';

/** What is due today, the law's clocks first. */
export default function TodayPage() {
  const query = useQuery(SellerToday, {});
  // What was done on another page is not due any more.
  useFresh(query.reload);
  if (query.problem?.kind === 'forbidden' && !query.data) return <NotYet />;
  return <Page query={query}>{(data) => <Desk data={data} />}</Page>;
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
  const toOpen = sellingParties(data.myParties).filter(
    ({ availableActions, shops }) => availableActions.includes('OPEN_SHOP') && shops.length === 0,
  );
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
      <ToDo data={data} toOpen={toOpen} />
      {toOpen.length === 0 && (
        <View className="gap-top center">
          <Button kind="main" onTap={() => go(PAGES.list)}>
            拍照上架新商品
          </Button>
        </View>
      )}
      <Matters />
      <OfParty data={data} />
    </>
  );
}
