import { View } from '@tarojs/components';
import { useDidShow, useReachBottom } from '@tarojs/taro';
import { HarvestUnitWords, MyGrowerMoney, TakeGrowerMoney, type MyGrowerMoneyQuery } from '@/api/shop';
import { act } from '@/lib/client';
import { day, fullDay, moment, yuan } from '@/lib/format';
import { addressOf } from '@/lib/go';
import { useAction } from '@/lib/once';
import { collect } from '@/lib/platform';
import { useList } from '@/lib/query';
import { say } from '@/lib/say';
import { Button } from '@/ui/Button';
import { More } from '@/ui/More';
import { Page } from '@/ui/Page';
import { Cell, Notice, Price, Section, Tag } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { Offers } from './Offers';

const PATH = '/pages/grower/index';
const pick = (data: MyGrowerMoneyQuery) => data.myGrowerShares;
type Share = MyGrowerMoneyQuery['myGrowerShares']['edges'][number]['node'];
type Account = MyGrowerMoneyQuery['myGrowerAccounts'][number];
type Transfer = MyGrowerMoneyQuery['myGrowerTransfers']['edges'][number]['node'];

/** A grower agrees to what cooperatives offer, reads what was sold of their harvest, and takes the money. */
export default function GrowerPage() {
  const list = useList(MyGrowerMoney, {}, pick);
  const { reload } = list;
  useReachBottom(() => void list.more());
  // Whoever comes back from WeChat's dialogue sees what became of it.
  useDidShow(() => void reload());
  return (
    <Page query={list}>
      {(shares) => (
        <>
          <Offers />
          {list.whole?.myGrowerAccounts.map((account) => (
            <Owed key={account.partyId} account={account} waiting={waitingOf(list.whole, account)} reload={reload} />
          ))}
          <Section title="卖了多少，付了多少">
            {shares.map((share) => (
              <OneSale key={share.id} share={share} />
            ))}
            {shares.length === 0 && (
              <View className="grey">还没有卖出。您的粮每卖出一袋，买家过了退货期，这里就记一笔。</View>
            )}
          </Section>
          <More list={list} />
          <Received of={list.whole} />
        </>
      )}
    </Page>
  );
}

const nodesOf = (whole: MyGrowerMoneyQuery | null): Transfer[] =>
  whole?.myGrowerTransfers.edges.map(({ node }) => node) ?? [];
const waitingOf = (whole: MyGrowerMoneyQuery | null, { partyId }: Account): Transfer | null =>
  nodesOf(whole).find((one) => one.partyId === partyId && (one.state === 'WAITING' || one.state === 'DUE')) ?? null;

/** What one cooperative owes, and the tap that takes it. */
function Owed({
  account,
  waiting,
  reload,
}: {
  account: Account;
  waiting: Transfer | null;
  reload: () => Promise<void>;
}) {
  const { partyId, party, openFen, paidFen, overFen } = account;
  const take = useAction(async () => {
    const transfer = waiting ?? (await act(TakeGrowerMoney, { partyId }, `take ${partyId} ${openFen} ${paidFen}`));
    if (transfer.packageInfo)
      await collect({ merchant: transfer.merchant, packageInfo: transfer.packageInfo }, addressOf(PATH, {}));
    else say('正在转，过一会儿再看');
    await reload();
  });
  return (
    <Section title={party?.name ?? '合作社'}>
      <View className="between wrap">
        <View>
          <View className="grey">一共付了您</View>
          <Price fen={paidFen} />
        </View>
        <View>
          <View className="grey">现在能收</View>
          <Price fen={waiting?.amountFen ?? openFen} large />
        </View>
      </View>
      {overFen > 0 && <Notice>买家退了货，多付您的{yuan(overFen)}从下一笔里扣，不用您退。</Notice>}
      {waiting?.state === 'WAITING' && (
        <View className="small grey">{moment(waiting.endsAt)}前要收，过了就再点一次</View>
      )}
      {waiting?.state === 'DUE' && (
        <Notice>正在转。合作社账上要是钱不够，{moment(waiting.endsAt)}前存进去就转给您，不用再点。</Notice>
      )}
      <Refusal problem={take.problem} />
      {(waiting ? waiting.state === 'WAITING' : openFen > 0) && (
        <View className="buttons">
          <Button kind="main" wide busy={take.busy} onTap={take.run}>
            收款
          </Button>
        </View>
      )}
    </Section>
  );
}

const TONES = { OPEN: 'amber', PAID: 'good', VOID: 'soil', OVER: 'amber', LEFT: 'soil' } as const;
const OneSale = ({ share }: { share: Share }) => {
  const unit = HarvestUnitWords[share.unit];
  return (
    <View className="line">
      <View className="grow">
        <View>
          {day(share.soldAt)} {share.goodsTitle} <Tag tone={TONES[share.state]}>{share.stateLabel}</Tag>
        </View>
        <View className="small grey">
          您{day(share.harvestedOn)}收的{share.crop}（{share.grade}），卖了{share.quantity}
          {unit}，每{unit}
          {yuan(share.priceFen)}
        </View>
        <View className="small grey">
          {[
            share.sharedFen > 0 && `随货款到微信${yuan(share.sharedFen)}`,
            share.transferredFen > 0 && `您收了${yuan(share.transferredFen)}`,
            share.setOffFen > 0 && `抵了上次多付的${yuan(share.setOffFen)}`,
            share.paidAt && `${fullDay(share.paidAt)}付清`,
            share.why,
          ]
            .filter(Boolean)
            .join('；')}
        </View>
      </View>
      <Price fen={share.amountFen} />
    </View>
  );
};

/** What reached the grower's WeChat by their own tap. */
const Received = ({ of }: { of: MyGrowerMoneyQuery | null }) => {
  const transfers = nodesOf(of);
  return transfers.length === 0 ? null : (
    <Section title="您点过的收款">
      {transfers.map(({ id, createdAt, paidAt, amountFen, stateLabel }) => (
        <Cell key={id} label={moment(paidAt ?? createdAt)}>
          {yuan(amountFen)} {stateLabel}
        </Cell>
      ))}
    </Section>
  );
};
