import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { OwnParty, ResubmitInvoice, SellerInvoices, type PartyKind, type SellerInvoicesQuery } from '@/api/seller';
import { act } from '@/lib/client';
import { day, moment, yuan } from '@/lib/format';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { useList, useQuery } from '@/lib/query';
import { SAID } from '@/lib/said';
import { say } from '@/lib/say';
import { Button } from '@/ui/Button';
import { More } from '@/ui/More';
import { Cell, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { Page } from '../../ui/Page';
import { PAGES } from '../../ui/pages';
import { sellingParty } from '../../ui/parties';
import { Invoicing } from './invoicing';

const pick = (data: SellerInvoicesQuery) => data.invoices;
type Invoice = SellerInvoicesQuery['invoices']['edges'][number]['node'];

/** Which buyers want an invoice and until when, and how the platform issues them for the seller. */
export default function InvoicesPage() {
  const parties = useQuery(OwnParty, {});
  return (
    <Page
      right="FINANCE"
      query={parties}
      isEmpty={({ myParties }) => myParties.length === 0}
      empty={{ text: SAID.registerFirst }}
    >
      {({ myParties }) => {
        const party = sellingParty(myParties);
        return party && <Own key={party.id} party={party} />;
      }}
    </Page>
  );
}

function Own({ party }: { party: { id: string; kind: PartyKind } }) {
  const list = useList(SellerInvoices, { partyId: party.id }, pick);
  useReachBottom(() => void list.more());
  return (
    <>
      {list.whole && <Invoicing party={party} said={list.whole} reload={list.reload} />}
      <Section title="买家要的发票">
        {list.data?.length === 0 && <View className="grey">还没有买家要发票</View>}
        {list.data?.map((invoice) => (
          <Wanted key={invoice.id} invoice={invoice} reload={list.reload} />
        ))}
      </Section>
      <More list={list} />
    </>
  );
}

function Wanted({ invoice, reload }: { invoice: Invoice; reload: () => Promise<void> }) {
  const again = useAction(async () => {
    await act(ResubmitInvoice, { invoiceId: invoice.id });
    say('已重新提交');
    await reload();
  });
  const { orderNumber, order, stateLabel, headName, amountFen, redFen, dueAt, issuedAt, lastError } = invoice;
  return (
    <View>
      <Cell label={orderNumber} onTap={order ? () => go(PAGES.order, { id: order.id }) : undefined}>
        {stateLabel}
      </Cell>
      <View className="small grey">
        开给{headName}
        {amountFen > 0 && `，${yuan(amountFen)}`}
        {redFen > 0 && `，冲红${yuan(redFen)}`}
        {issuedAt ? `，${day(issuedAt)}开的` : dueAt ? `，最晚${moment(dueAt)}` : ''}
      </View>
      {lastError && <View className="small red">税务平台说：{lastError}</View>}
      <Refusal problem={again.problem} />
      {invoice.availableActions.includes('RESUBMIT') && (
        <Button wide busy={again.busy} onTap={again.run}>
          改好了，重新开
        </Button>
      )}
    </View>
  );
}
