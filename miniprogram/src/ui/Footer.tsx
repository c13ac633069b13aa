import { View } from '@tarojs/components';
import { Footer as Document, type FooterQuery } from '@/api/shop';
import { useQuery } from '@/lib/query';
import { CallButton } from './CallButton';

/**
 * Who answers for these pages, as filed (6.1.c): name, ICP number, domain, and a phone to tap. Nothing where it is not
 * known. `known`: the page has asked for it with the rest.
 */
export function Footer({ known }: { known?: FooterQuery }) {
  const asked = useQuery(Document, {}, { keepAs: 'footer', skip: !!known });
  const data = known ?? asked.data;
  const operator = data?.publicRegister?.edges[0]?.node;
  if (!operator) return null;
  const numberOf = (wanted: string) => operator.licences.find(({ type, valid }) => valid && type === wanted)?.number;
  const phone = data?.servicePhone;
  return (
    <View className="small grey middle pad-4">
      <View>{operator.name}</View>
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
