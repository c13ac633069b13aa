import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { ShipmentActWords, ShowDoorCode, type CourierParcelQuery } from '@/api/courier';
import { act } from '@/lib/client';
import { moment, yuan } from '@/lib/format';
import { useAction } from '@/lib/once';
import { Button } from '@/ui/Button';
import { Code } from '@/ui/Code';
import { Cell, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

type Parcel = NonNullable<CourierParcelQuery['shipment']>;
const LOOK_EVERY_MS = 3000;

/** The buyer scans this and pays the seller; the courier sees whether the money is there. */
export function DoorCode({ parcel, reload }: { parcel: Parcel; reload: () => Promise<void> }) {
  const [codeUrl, setCode] = useState<string | null>(null);
  const show = useAction(async () => {
    const code = await act(ShowDoorCode, { shipmentId: parcel.id });
    setCode(code.codeUrl);
  });
  const waits = codeUrl !== null && parcel.doorPaidAt === null;
  useEffect(() => {
    if (!waits) return undefined;
    const timer = setInterval(() => void reload(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [waits, reload]);
  if (parcel.doorPaidAt)
    return (
      <Section title="货到付款">
        <Cell label="买家已付">
          {yuan(parcel.doorFen)}，{moment(parcel.doorPaidAt)}
        </Cell>
      </Section>
    );
  return (
    <Section title="货到付款">
      <Cell label="要收">{yuan(parcel.doorFen)}</Cell>
      {codeUrl && <Code text={codeUrl} label="收款码" />}
      <View className="grey">请买家用微信扫一扫付款，钱直接付给商家。不收现金。</View>
      <Refusal problem={show.problem} />
      <View className="buttons">
        <Button kind="main" busy={show.busy} onTap={show.run}>
          {codeUrl ? '换一个码' : ShipmentActWords.SHOW_DOOR_CODE}
        </Button>
      </View>
    </Section>
  );
}
