import { SAID } from '@/lib/said';
import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { InvoicePage as Document, WithdrawInvoice, type InvoicePageQuery } from '@/api/shop';
import { act } from '@/lib/client';
import { moment, yuan } from '@/lib/format';
import { useFresh } from '@/lib/fresh';
import { useAction } from '@/lib/once';
import { openPdf } from '@/lib/open-file';
import { useQuery } from '@/lib/query';
import { confirm } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Page } from '@/ui/Page';
import { Cell, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { State } from '@/ui/State';
import { Ask } from './ask';

type Invoice = NonNullable<NonNullable<InvoicePageQuery['order']>['invoices']>[number];

/** The invoice of an order: asked for, followed and opened here. */
export default function InvoicePage() {
  const orderId = useRouter().params['order'] ?? '';
  const query = useQuery(Document, { orderId });
  useFresh(query.reload);
  return (
    <Page query={query}>
      {({ order, invoiceHeads }) =>
        order ? (
          <>
            {order.invoices?.map((invoice) => (
              <Asked key={invoice.id} invoice={invoice} reload={query.reload} />
            ))}
            {order.canAskForInvoice && <Ask order={order} heads={invoiceHeads ?? []} reload={query.reload} />}
            {!order.invoices && <State text="发票现在看不到" more="过一会儿再来，申请过的都在" />}
            {!order.canAskForInvoice && order.invoices?.length === 0 && (
              <State text="这一单现在开不了发票" more="付了款、没有全部退款的订单才能开" />
            )}
          </>
        ) : (
          <State text={SAID.orderMissing} />
        )
      }
    </Page>
  );
}

/** What comes next, and by when. */
const next = ({ state, dueAt, issuedAt }: Invoice): string | null => {
  if (issuedAt) return `${moment(issuedAt)}开的`;
  return dueAt && state !== 'LAPSED' ? `最晚${moment(dueAt)}` : null;
};

function Asked({ invoice, reload }: { invoice: Invoice; reload: () => Promise<void> }) {
  const open = useAction((fileId: string, number: string | null | undefined) =>
    openPdf(`payments/files/${fileId}`, `发票${number ?? ''}.pdf`),
  );
  const withdraw = useAction(async () => {
    if (!(await confirm('不开了', '这次申请作废，想开可以重新申请。', '不开了'))) return;
    await act(WithdrawInvoice, { invoiceId: invoice.id });
    await reload();
  });
  const { amountFen, number, fileId, reds } = invoice;
  return (
    <Section>
      <View className="head">{invoice.stateLabel}</View>
      {next(invoice) && <View className="grey">{next(invoice)}</View>}
      <Cell label="抬头">{invoice.headName}</Cell>
      {invoice.headTaxNumber && <Cell label="税号">{invoice.headTaxNumber}</Cell>}
      {amountFen > 0 && <Cell label="金额">{yuan(amountFen)}</Cell>}
      {invoice.issuerText && <Cell label="谁开的">{invoice.issuerText}</Cell>}
      {number && (
        <Cell label="发票号码">
          <Text className="break">{number}</Text>
        </Cell>
      )}
      <Refusal problem={open.problem ?? withdraw.problem} />
      {fileId && (
        <Acts>
          <Button kind="main" wide busy={open.busy} onTap={() => open.run(fileId, number)}>
            打开发票
          </Button>
        </Acts>
      )}
      {reds.map((red) => (
        <View key={red.id}>
          <Cell label="退款冲红">
            {yuan(red.amountFen)}，{red.stateLabel}
          </Cell>
          {red.fileId && (
            <Button wide busy={open.busy} onTap={() => open.run(red.fileId ?? '', red.number)}>
              打开红字发票
            </Button>
          )}
        </View>
      ))}
      {invoice.availableActions.includes('WITHDRAW') && (
        <Button wide busy={withdraw.busy} onTap={withdraw.run}>
          不开了，或换个抬头
        </Button>
      )}
    </Section>
  );
}
