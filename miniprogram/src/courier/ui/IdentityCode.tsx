import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { CourierCodeOf } from '@/api/courier';
import { platformNow } from '@/lib/heard';
import { useQuery } from '@/lib/query';
import { TODAY } from '@/lib/today';
import { Button } from '@/ui/Button';
import { Refusal } from '@/ui/Refusal';
import { codeNow } from './code-now';

const SPARE_MS = 1000;

/** Six digits that the consumer compares; a new one comes when the last has run out. */
export function IdentityCode({
  shipmentId = null,
  collectionId = null,
  reload,
}: {
  shipmentId?: string | null;
  collectionId?: string | null;
  reload: () => Promise<void>;
}) {
  const query = useQuery(
    CourierCodeOf,
    { shipmentId, collectionId },
    { keepAs: `code ${shipmentId ?? collectionId}`, place: TODAY },
  );
  const [, tick] = useState(0);
  const codes = query.data?.courierCode;
  const code = codes && codeNow(codes, platformNow());
  const untilMs = code?.untilMs;
  const { reload: again } = query;
  useEffect(() => {
    if (!untilMs) return undefined;
    const timer = setTimeout(
      () => {
        tick((count) => count + 1);
        void again();
      },
      Math.max(SPARE_MS, untilMs - platformNow() + SPARE_MS),
    );
    return () => clearTimeout(timer);
  }, [untilMs, again]);
  if (query.problem && !code) return <Refusal problem={query.problem} />;
  return (
    <>
      <View className="big-code display middle" aria-label={`身份码 ${code?.code.split('').join(' ') ?? ''}`}>
        {code?.code ?? '······'}
      </View>
      <View className="grey">请买家在他的手机上输入这六个数，确认您是来送货的人。两分钟换一个。</View>
      <View className="buttons">
        <Button onTap={reload}>买家核对过了</Button>
      </View>
    </>
  );
}
