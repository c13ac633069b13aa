import { View } from '@tarojs/components';
import { Licences } from '@/api/shop';
import { fullDay } from '@/lib/format';
import { useQuery } from '@/lib/query';
import { Page } from '@/ui/Page';
import { Section, Tag } from '@/ui/parts';

export default function LicencesPage() {
  const query = useQuery(Licences, {}, { keepAs: 'licences' });
  return (
    <Page
      query={query}
      isEmpty={({ publicRegister }) => publicRegister.edges.length === 0}
      empty={{ text: '还没有公示证照' }}
    >
      {({ publicRegister }) =>
        publicRegister.edges.map(({ node }) => (
          <View key={node.partyId}>
            <Section title={node.name}>
              <View className="grey">
                本平台由上述公司运营{node.creditCode ? `，统一社会信用代码 ${node.creditCode}` : ''}
              </View>
            </Section>
            {node.licences.map((licence) => (
              <Section key={`${licence.type} ${licence.number}`}>
                <View className="between">
                  <View className="bold">{licence.title}</View>
                  <Tag tone={licence.valid ? undefined : 'bad'}>{licence.valid ? '有效' : '已过期'}</Tag>
                </View>
                <View className="break">{licence.number}</View>
                <View className="small grey">
                  {licence.issuer}　{licence.validUntilOn ? `有效期到${fullDay(licence.validUntilOn)}` : '长期有效'}
                </View>
              </Section>
            ))}
          </View>
        ))
      }
    </Page>
  );
}
