import { View } from '@tarojs/components';
import { Footer as Document, type FooterQuery } from '@/api/shop';
import { useQuery } from '@/lib/query';
import { fullDay } from '@/lib/format';
import { CallButton } from './CallButton';
import { Notice } from './parts';

/**
 * Who answers for these pages, as filed (6.1.c): name, ICP number, domain, and a phone to tap. Nothing where it is not
 * known. `known`: the page has asked for it with the rest.
 */
export function Footer({ known }: { known?: FooterQuery }) {
  const asked = useQuery(Document, {}, { keepAs: 'footer', skip: !!known });
  const data = known ?? asked.data;
  const operator = data?.publicRegister?.edges[0]?.node;
  const ending = data?.platformEnding;
  if (!operator && !ending) return null;
  const numberOf = (wanted: string) => operator?.licences.find(({ type, valid }) => valid && type === wanted)?.number;
  const phone = data?.servicePhone;
  return (
    <View className="small grey middle pad-4">
      {ending && (
        <Notice tone="bad">
          平台{fullDay(ending.endsAt)}起终止，不再接新订单；已有的订单照常办完。{ending.reason}
        </Notice>
      )}
      <View>{operator?.name}</View>
      <View>{[numberOf('icp-filing'), numberOf('domain-certificate')].filter(Boolean).join('　')}</View>
      {phone && <View>服务电话 {phone}</View>}
      {phone && (
        <View className="gap-top">
          <CallButton phone={phone} />
        </View>
      )}
    </View>
  );
}
