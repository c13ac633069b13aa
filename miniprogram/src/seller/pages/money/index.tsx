import { Text, View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import {
  MerchantAccounts,
  RotatePaymentPassword,
  Settlements,
  type MerchantAccountsQuery,
  type SettlementsQuery,
} from '@/api/seller';
import { act } from '@/lib/client';
import { day, fullDay, moment, yuan } from '@/lib/format';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { useList, useQuery } from '@/lib/query';
import { confirm, say } from '@/lib/say';
import { Button } from '@/ui/Button';
import { More } from '@/ui/More';
import { Page } from '../../ui/Page';
import { Cell, Notice, Section, Tag } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { PAGES } from '../../ui/pages';

const pick = (data: SettlementsQuery) => data.settlements;

/** What the provider owes the seller, has paid, and what was taken off. */
export default function MoneyPage() {
  const accounts = useQuery(MerchantAccounts, {});
  const mine = accounts.data?.merchantAccounts.edges.map(({ node }) => node) ?? [];
  const list = useList(Settlements, { first: 20, after: null as string | null }, pick);
  useReachBottom(() => void list.more());
  return (
    <Page
      right="FINANCE"
      query={list}
      isEmpty={(nodes) => nodes.length + mine.length === 0}
      empty={{ text: '还没有货款', more: '买家付的钱先由支付机构保管，签收并过了退货期再打给您' }}
    >
      {(nodes) => (
        <>
          <Notice tone="good">买家付的钱由支付机构保管，平台不经手。签收并过了退货期，打到您的商户号。</Notice>
          {mine.map((account) => (
            <Account key={account.id} account={account} reload={accounts.reload} />
          ))}
          <Section title="每笔货款">
            {nodes.map((one) => (
              <View
                key={one.id}
                className="line"
                aria-role="button"
                onClick={() => go(PAGES.order, { id: one.orderId })}
              >
                <View className="grow">
                  <View>
                    到手 <Text className="bold">{yuan(one.netFen)}</Text>
                  </View>
                  <View className="small grey">
                    货款 {yuan(one.grossFen)}
                    {one.refundedFen > 0 ? `，退款 ${yuan(one.refundedFen)}` : ''}，服务费 {yuan(one.commissionFen)}
                  </View>
                  {one.settledAt && <View className="small grey">{moment(one.settledAt)}到账</View>}
                </View>
                <View>
                  <Tag tone={one.state === 'SETTLED' ? undefined : 'amber'}>{one.stateLabel}</Tag>
                </View>
              </View>
            ))}
            {nodes.length === 0 && <View className="grey">还没有货款</View>}
          </Section>
          <More list={list} />
        </>
      )}
    </Page>
  );
}

function Account({
  account,
  reload,
}: {
  account: MerchantAccountsQuery['merchantAccounts']['edges'][number]['node'];
  reload: () => Promise<void>;
}) {
  const rotate = useAction(async () => {
    if (
      !(await confirm(
        '支付密码换好了？',
        '先到支付机构那里换好密码，再来这里记一笔。密码不要告诉别人，这里也不用填',
        '换好了',
      ))
    )
      return;
    await act(RotatePaymentPassword, { partyId: account.partyId });
    say('已记下');
    await reload();
  });
  return (
    <Section title="商户号">
      <Cell label="号码">{account.merchant}</Cell>
      <Cell label="合同到">{fullDay(account.contractValidUntilOn)}</Cell>
      <Cell label="支付密码">{day(account.passwordDueAt)}前要换</Cell>
      <Refusal problem={rotate.problem} />
      <View className="buttons">
        <Button busy={rotate.busy} onTap={rotate.run}>
          密码换好了，记一笔
        </Button>
      </View>
    </Section>
  );
}
