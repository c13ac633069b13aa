import { PartyAccount } from '@/api/seller';
import { useQuery } from '@/lib/query';
import { Notice, Section } from '@/ui/parts';
import { Page } from '../../ui/Page';
import { Account } from '../money/account';
import { AtProvider, Statements } from '../money/where';
import { Withdraw } from '../money/withdraw';

/** A carrier's freight and a station's commission come to an account of their own; from here they go to the bank. */
export default function AccountPage() {
  const query = useQuery(PartyAccount, {});
  return (
    <Page
      right="FINANCE"
      query={query}
      isEmpty={({ holdings, merchantAccounts }) => holdings.length + merchantAccounts.edges.length === 0}
      empty={{ text: '还没有收款账户', more: '和支付机构签了合同、开了户，分给您的钱就到那里' }}
    >
      {({ holdings, merchantAccounts }) => (
        <>
          {holdings.map((holding) => (
            <Section key={holding.merchant} title="账户里的钱">
              <AtProvider {...holding} />
              <Statements />
            </Section>
          ))}
          {holdings.map((holding) => (
            <Withdraw key={holding.merchant} holding={holding} reload={query.reload} />
          ))}
          <Notice tone="good">商家按合同分给您的，由支付机构打进您的账户，平台不经手。</Notice>
          {merchantAccounts.edges.map(({ node }) => (
            <Account key={node.id} account={node} reload={query.reload} />
          ))}
        </>
      )}
    </Page>
  );
}
