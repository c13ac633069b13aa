import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { ShowBuyingCode, type ErrandsQuery } from '@/api/seller';
import { act } from '@/lib/client';
import { moment, yuan } from '@/lib/format';
import { useAction } from '@/lib/once';
import { Button } from '@/ui/Button';
import { Code } from '@/ui/Code';
import { Cell, Section, Tag } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

type Bought = NonNullable<ErrandsQuery['stationPurchases']>;
type Purchase = Bought['newest'][number];
const LOOK_EVERY_MS = 3000;

interface PurchasesProps {
  purchases: Bought;
  /** What was placed just now. */
  shownFirst?: string | undefined;
  reload: () => Promise<void>;
}
/** What was bought at the station: what is not paid yet has its code, the newest stand below. */
export function Purchases({ purchases: { thisMonth, newest }, shownFirst, reload }: PurchasesProps) {
  const now = newest.find(({ checkoutId }) => checkoutId === shownFirst);
  const unpaid = newest.filter((one) => one.state === 'OPEN' && one !== now);
  const rest = newest.filter((one) => one.state !== 'OPEN' && one !== now);
  return (
    <>
      {now && <ToPay key={now.checkoutId} one={now} isNow reload={reload} />}
      {unpaid.map((one) => (
        <ToPay key={one.checkoutId} one={one} reload={reload} />
      ))}
      {rest.length > 0 && (
        <Section title={`这个月帮人买了 ${thisMonth} 回`}>
          {rest.map((one) => (
            <Cell key={one.checkoutId} label={one.forWhom}>
              {yuan(one.totalFen)}，{moment(one.placedAt)}，{one.stateLabel}
            </Cell>
          ))}
        </Section>
      )}
    </>
  );
}

function ToPay({ one, isNow, reload }: { one: Purchase; isNow?: boolean; reload: () => Promise<void> }) {
  const [codeUrl, setCode] = useState<string | null>(null);
  const show = useAction(async () => setCode((await act(ShowBuyingCode, { checkoutId: one.checkoutId })).codeUrl));
  const { run } = show;
  const isOpen = one.state === 'OPEN';
  useEffect(() => {
    if (isNow && isOpen) run();
    // Once: whoever placed it wants the code.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const waits = codeUrl !== null && isOpen;
  useEffect(() => {
    if (!waits) return undefined;
    const timer = setInterval(() => void reload(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [waits, reload]);
  return (
    <Section title={`替${one.forWhom}买的`} extra={<Tag tone={isOpen ? 'amber' : 'good'}>{one.stateLabel}</Tag>}>
      <Cell label={isOpen ? '要付' : '一共'}>{yuan(one.totalFen)}</Cell>
      {isOpen && (
        <>
          {codeUrl && <Code text={codeUrl} label="收款码" />}
          <View className="grey">
            请他或家里人用微信扫一扫，{moment(one.payDueAt)}前付。钱直接付给商家，站里不收现金。
          </View>
          <Refusal problem={show.problem} />
          <View className="buttons">
            <Button kind="main" busy={show.busy} onTap={show.run}>
              {codeUrl ? '换一个码' : '打开收款码'}
            </Button>
          </View>
        </>
      )}
    </Section>
  );
}
