import { View } from '@tarojs/components';
import { AskSellerIdentity, DemandActWords, type ComplaintDetailQuery } from '@/api/shop';
import { act } from '@/lib/client';
import { moment } from '@/lib/format';
import { useAction } from '@/lib/once';
import { confirm, say } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Cell, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

interface Props {
  complaint: NonNullable<ComplaintDetailQuery['complaint']>;
  reload: () => Promise<unknown>;
}

/** Who complains of an order may demand to know who the seller is; the seller hears of it. */
export function Seller({ complaint: { id, sellerDemand, demandActions }, reload }: Props) {
  const ask = useAction(async () => {
    if (!(await confirm(`${DemandActWords.ASK}？`, '平台核对后给您，也会告诉商家。只用来解决这件事。', '要'))) return;
    const { dueAt } = await act(AskSellerIdentity, { complaintId: id });
    say(`平台${moment(dueAt)}前给您`);
    await reload();
  });
  if (!sellerDemand && !demandActions.includes('ASK')) return null;
  const seller = sellerDemand?.seller;
  return (
    <Section title="商家是谁">
      <Refusal problem={ask.problem} />
      {!sellerDemand && (
        <>
          <View className="grey">要起诉、要上门找商家，可以要它的真实名称、地址和电话。给不了，平台赔您。</View>
          <Acts>
            <Button busy={ask.busy} onTap={ask.run}>
              {DemandActWords.ASK}
            </Button>
          </Acts>
        </>
      )}
      {sellerDemand && !seller && (
        <Cell label={sellerDemand.stateLabel} plain>
          {sellerDemand.endedAt ? moment(sellerDemand.endedAt) : `${moment(sellerDemand.dueAt)}前`}
        </Cell>
      )}
      {seller && (
        <>
          <Cell label="名称" plain>
            {seller.name}
          </Cell>
          <Cell label="地址" plain>
            {seller.address}
          </Cell>
          <Cell label="联系人" plain>
            {seller.contactName}　{seller.contactPhone}
          </Cell>
        </>
      )}
    </Section>
  );
}
