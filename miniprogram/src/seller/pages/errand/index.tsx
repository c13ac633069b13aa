import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { EndDelegation, Errands, type ErrandsQuery } from '@/api/seller';
import { buyFor, buyingFor } from '@/lib/buying-for';
import { act } from '@/lib/client';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { useQuery } from '@/lib/query';
import { Button } from '@/ui/Button';
import { Notice, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { Page } from '../../ui/Page';
import { AskErrand } from './AskErrand';
import { FileFor } from './FileFor';
import { Purchases } from './Purchases';

export type Errand = ErrandsQuery['delegations'][number];

/**
 * A village station buys, or files, for somebody without a smartphone: by their code, as their own order or party; they
 * pay to a code, and sign with ink.
 */
export default function ErrandPage() {
  const query = useQuery(Errands, {});
  const { checkoutId } = useRouter().params;
  const [isNext, setNext] = useState(false);
  const agreed = async (): Promise<void> => {
    await query.reload();
    setNext(false);
  };
  return (
    <Page query={query}>
      {({ delegations, stationPurchases, stationShelves }) => {
        const errands = delegations.filter(
          ({ errand, availableActions }) => errand && availableActions.includes('END'),
        );
        const isAsked = ({ availableActions }: Errand): boolean => availableActions.includes('CONFIRM');
        const asked = errands.filter(isAsked);
        const open = errands.filter((one) => !isAsked(one));
        return (
          <>
            {stationPurchases && (
              <Purchases purchases={stationPurchases} shownFirst={checkoutId} reload={query.reload} />
            )}
            {open.map((one) =>
              one.errand === 'FILE' ? (
                <FileFor key={one.id} errandId={one.id} name={one.forWhom ?? '他'} reload={query.reload} />
              ) : (
                <One key={one.id} one={one} reload={query.reload} />
              ),
            )}
            {/* What is at the foot of the page is for whoever stands there. */}
            {isNext || open.length === 0 || asked.length > 0 ? (
              <AskErrand station={stationShelves?.[0]?.station} asked={asked} reload={agreed} />
            ) : (
              <View className="section">
                <Button wide onTap={() => setNext(true)}>
                  先替别人办
                </Button>
              </View>
            )}
            <Notice tone="good">
              账号和单子是他自己的，钱他自己扫码付给商家，站里不收钱。每一步都发短信告诉他，他回“停”就停。
            </Notice>
          </>
        );
      }}
    </Page>
  );
}

function One({ one, reload }: { one: Errand; reload: () => Promise<void> }) {
  const name = one.forWhom ?? '他';
  const end = useAction(async () => {
    await act(EndDelegation, { delegationId: one.id });
    if (buyingFor()?.errandId === one.id) buyFor(null);
    await reload();
  });
  const shop = (): void => {
    buyFor({ errandId: one.id, name, stationPartyId: one.stationId, until: one.untilAt });
    go('/pages/home/index');
  };
  return (
    <Section title={`替${name}买`}>
      <View className="small grey">他报过验证码了，今天有效。</View>
      <Refusal problem={end.problem} />
      <View className="buttons">
        <Button small busy={end.busy} onTap={end.run}>
          买完了
        </Button>
        <Button small kind="main" onTap={shop}>
          去选货
        </Button>
      </View>
    </Section>
  );
}
