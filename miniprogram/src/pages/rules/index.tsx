import { View } from '@tarojs/components';
import { ConfirmAgreement, MyAgreements, Rules, ServiceChannelWords, type RulesQuery } from '@/api/shop';
import { act } from '@/lib/client';
import { fullDay } from '@/lib/format';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { useQuery } from '@/lib/query';
import { useSignedIn } from '@/lib/session';
import { Button } from '@/ui/Button';
import { Fold, Lines } from '@/ui/Fold';
import { Page } from '@/ui/Page';
import { Cell, Section, Tag } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

/** What whoever buys here agrees to. */
const AGREEMENT = 'MEMBER_AGREEMENT';
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
      {({ publicServicePage: page }) => (
        <>
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
          <Section title="规则与协议">
            {page.documents.map((document) => (
              <Fold key={document.id} title={document.title}>
                <Lines text={document.text} />
                <View className="small gap-top">
                  第{document.version}版，{fullDay(document.publishedAt)}公布
                </View>
                {document.kind === AGREEMENT && <Agree document={document} />}
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

/** One's yes to the newest version; somebody who is not signed in only reads. */
function Agree({ document: { id, version } }: { document: RulesQuery['publicServicePage']['documents'][number] }) {
  const { data, reload } = useQuery(MyAgreements, {}, { skip: !useSignedIn() });
  const agree = useAction(async () => {
    await act(ConfirmAgreement, { kind: AGREEMENT, version });
    await reload();
  });
  if (data?.myAgreements?.some((one) => one.kind === AGREEMENT && one.version === version))
    return (
      <View className="gap-top">
        <Tag>您已同意这一版</Tag>
      </View>
    );
  if (!data?.publicDocuments.find((one) => one.id === id)?.availableActions.includes('CONFIRM')) return null;
  return (
    <View className="gap-top">
      <Refusal problem={agree.problem} />
      <Button kind="main" wide busy={agree.busy} onTap={agree.run}>
        我看过了，同意
      </Button>
    </View>
  );
}
