import { View } from '@tarojs/components';
import { InspectingPartyWords, PromiseBasisWords, type TracePageQuery } from '@/api/shop';
import { day, fullDay } from '@/lib/format';
import { Outcome } from '@/ui/Outcome';
import { Section, Tag } from '@/ui/parts';

type Trace = NonNullable<TracePageQuery['trace']>;

/** Who else has opened the scan. */
const Accepted = ({ of }: { of: { acceptedBy: string | null; acceptedAt: string | null } }) =>
  of.acceptedBy && of.acceptedAt ? (
    <View className="small grey">
      平台{of.acceptedBy}
      {day(of.acceptedAt)}看过扫描件
    </View>
  ) : null;
type Item = Trace['lot']['inspections'][number]['items'][number];
/** A figure beside its limit, and what is not certain about that. */
const Figure = ({ of: { name, value, unit, limit, passed, basis, doubt } }: { of: Item }) => (
  <View className="small">
    {name}：{value}
    {unit ?? ''}
    {limit ? `（${basis ?? '标准'}：${limit}${unit ?? ''}）` : '（没有限量可比）'}
    {passed === false && ' 不合格'}
    {doubt && <View className="small grey">这条限值{doubt}</View>}
  </View>
);

/** As the form of the certificate has it: what, how much, from where, who promises, how to reach them. */
const Promised = ({ of, lot }: { of: NonNullable<Trace['lot']['promise']>; lot: Trace['lot'] }) => (
  <View className="entry">
    <View>
      <Tag tone="good">{of.title}</Tag>
      {fullDay(of.givenAt)}开具
    </View>
    {of.promises.map((line) => (
      <View key={line}>{line}</View>
    ))}
    <View className="small grey break">
      {lot.producerName}，{lot.producerAddress}，{lot.complaintContact}
    </View>
    <View className="small grey break">
      {of.quantity}；依据{PromiseBasisWords[of.basis]}；编号 {of.number}
    </View>
  </View>
);

/** What was filed and accepted of a lot, each figure beside its limit. */
export const Papers = ({ lot }: { lot: Trace['lot'] }) => (
  <Section title="证明">
    {lot.promise && <Promised of={lot.promise} lot={lot} />}
    {lot.certificates.map((paper) => (
      <View key={paper.id} className="entry">
        <View>
          <Tag>{paper.title}</Tag>
          {paper.issuer}
        </View>
        <View className="small grey break">
          编号 {paper.number}
          {paper.validUntilOn ? `，有效期至${fullDay(paper.validUntilOn)}` : ''}
        </View>
        <Accepted of={paper} />
      </View>
    ))}
    {lot.inspections.map((inspection) => (
      <View key={inspection.id} className="entry">
        <View>
          <Outcome passed={inspection.passed} />
          {InspectingPartyWords[inspection.party]}　{inspection.laboratory}
        </View>
        <View className="small grey break">
          {day(inspection.inspectedOn)}检验{inspection.reportNumber ? `，报告编号 ${inspection.reportNumber}` : ''}
        </View>
        <View className="small">{inspection.comparison}</View>
        <Accepted of={inspection} />
        {inspection.items.map((item) => (
          <Figure key={item.name} of={item} />
        ))}
      </View>
    ))}
    {lot.selfChecks.map((check) => (
      <View key={check.id} className="entry">
        <View>
          <Tag tone={check.passed ? 'amber' : 'bad'}>商家自检</Tag>
          自己看、自己量的，不是检测机构的报告
        </View>
        <View className="small grey">{day(check.checkedOn)}自检</View>
        {check.items.map(({ name, value, unit }) => (
          <View key={name} className="small">
            {name}：{value}
            {unit ?? ''}
          </View>
        ))}
      </View>
    ))}
    {lot.certificates.length + lot.inspections.length + lot.selfChecks.length === 0 && !lot.promise && (
      <View className="grey">这批货没有登记证明</View>
    )}
  </Section>
);
