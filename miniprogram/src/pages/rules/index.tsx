import { View } from '@tarojs/components';
import { Rules, ServiceChannelWords } from '@/api/shop';
import { fullDay } from '@/lib/format';
import { go } from '@/lib/go';
import { useQuery } from '@/lib/query';
import { Fold, Lines } from '@/ui/Fold';
import { Page } from '@/ui/Page';
import { Cell, Section } from '@/ui/parts';
import { Agree } from './Agree';
import { RulesAhead } from './Ahead';
import { Fees } from './Fees';

const inWords = (hours: number): string =>
  hours >= 48
    ? `${Math.round(hours / 24)}天`
    : hours >= 1
      ? `${Math.round(hours)}小时`
      : `${Math.max(1, Math.round(hours * 60))}分钟`;

export default function RulesPage() {
  const query = useQuery(Rules, {}, { keepAs: 'rules' });
  return (
    <Page query={query}>
      {({ publicServicePage: page, platformFees }) => (
        <>
          <Fees of={platformFees} />
          <Section title="办理时限">
            {page.responseTimes.map((time) => (
              <Cell key={time.activity} label={time.title} plain>
                <View>{time.promised}</View>
                {time.measuredHours != null && (
                  <View className="small">近90天实际一般{inWords(time.measuredHours)}</View>
                )}
              </Cell>
            ))}
          </Section>
          <Section title="有人值班">
            {page.staffedHours.map((staffed) => (
              <Cell key={staffed.channel} label={`${ServiceChannelWords[staffed.channel]}受理`} plain>
                {staffed.hoursAWeek >= 168 ? '每天24小时' : `每周${Math.round(staffed.hoursAWeek)}小时`}
              </Cell>
            ))}
          </Section>
          <RulesAhead ahead={page.ahead} />
          <Section title="规则与协议">
            {page.documents.map((document) => (
              <Fold key={document.id} title={document.title}>
                <Lines text={document.text} />
                <View className="small gap-top">
                  第{document.version}版，{fullDay(document.effectiveAt ?? document.publishedAt)}起生效
                </View>
                {document.kind === 'MEMBER_AGREEMENT' && <Agree document={document} />}
              </Fold>
            ))}
            <Fold title="店铺信用分怎么算">
              <Lines text={page.creditFormula} />
            </Fold>
          </Section>
          <Section>
            <Cell label="证照信息" onTap={() => go('/pages/licences/index')} />
          </Section>
        </>
      )}
    </Page>
  );
}
