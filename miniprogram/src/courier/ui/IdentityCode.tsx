import { View } from '@tarojs/components';
import { useEffect } from 'react';
import { CourierCodeOf } from '@/api/courier';
import { useQuery } from '@/lib/query';
import { Button } from '@/ui/Button';
import { Refusal } from '@/ui/Refusal';

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
  const query = useQuery(CourierCodeOf, { shipmentId, collectionId });
  const code = query.data?.courierCode;
  const { reload: again } = query;
  useEffect(() => {
    if (!code) return undefined;
    const timer = setTimeout(
      () => void again(),
      Math.max(SPARE_MS, Date.parse(code.validUntilAt) - Date.now() + SPARE_MS),
    );
    return () => clearTimeout(timer);
  }, [code, again]);
  if (query.problem) return <Refusal problem={query.problem} />;
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
