import { SAID } from '@/lib/said';
import { View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { AcceptNotice, DataRequestKindWords, ExportMyData, Privacy, SetConsent, type PrivacyQuery } from '@/api/shop';
import { act, ask } from '@/lib/client';
import { day, fullDay } from '@/lib/format';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { Problem } from '@/lib/problem';
import { useQuery } from '@/lib/query';
import { handOver } from '@/lib/save-file';
import { say } from '@/lib/say';
import { Button } from '@/ui/Button';
import { Fold, Lines } from '@/ui/Fold';
import { Page } from '@/ui/Page';
import { Cell, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { Purpose } from './Purpose';

const Notice = ({ title, parts }: { title: string; parts: NonNullable<PrivacyQuery['currentNotice']>['parts'] }) => (
  <Section title={title}>
    {parts.map((part) => (
      <Fold key={part.part} title={part.title}>
        <Lines text={part.text} />
      </Fold>
    ))}
  </Section>
);

export default function PrivacyPage() {
  const query = useQuery(Privacy, {});
  const { reload, data } = query;
  useDidShow(() => void (data && reload()));
  const version = data?.currentNotice?.version ?? 0;
  const choose = useAction(async (purpose: string, granted: boolean) => {
    await act(SetConsent, { purpose, granted, noticeVersion: version });
    await reload();
    say(granted ? '已打开' : '已关掉，马上生效');
  });
  const accept = useAction(async () => {
    await act(AcceptNotice, { version });
    await reload();
  });
  const download = useAction(async () => {
    const { exportMyData: result } = await ask(ExportMyData, {});
    if (result.__typename !== 'DataExported') throw new Problem('refused', { refusal: result });
    await handOver(`我的信息-${new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)}.html`, result.page);
    await reload();
  });
  return (
    <Page query={query}>
      {({ myConsents, currentNotice, nextNotice, myNoticeVersion, myDataRequests }) => (
        <>
          {currentNotice?.availableActions.includes('ACCEPT') && (
            <Section title={myNoticeVersion ? '信息保护告知有了新版本' : '信息保护告知'}>
              <View className="grey">请看一看我们收什么、做什么用。</View>
              <View className="gap-top">
                <Button kind="main" wide busy={accept.busy} onTap={accept.run}>
                  我看过了
                </Button>
              </View>
            </Section>
          )}
          <Refusal problem={choose.problem} />
          <Section title="每一项用途">
            {myConsents.purposes.map((purpose) => (
              <Purpose key={purpose.purpose} purpose={purpose} busy={choose.busy} choose={choose.run} />
            ))}
            <Fold title="开关为什么先是关着的">
              <Lines text={myConsents.deviation} />
            </Fold>
          </Section>
          <Section title="您的权利">
            <Cell label={SAID.whoLooked} onTap={() => go('/pages/looks/index')} />
            <Cell label="给别的店看我是会员" onTap={() => go('/pages/identity-code/index')} />
            <Cell label="导出我的全部信息" onTap={download.run}>
              {download.busy ? '正在整理…' : ''}
            </Cell>
            <Cell label="更正我的信息" onTap={() => go('/pages/correction/index')} />
            <Cell label="登录的设备" onTap={() => go('/pages/sessions/index')} />
            <Cell label="注销账号" onTap={() => go('/pages/erase/index')} />
          </Section>
          {myDataRequests.length > 0 && (
            <Section title="办过的申请">
              {myDataRequests.map((request) => (
                <Cell key={request.id} label={DataRequestKindWords[request.kind]} plain>
                  {day(request.requestedAt)}　
                  {request.state === 'HELD' && request.holdUntilAt ? `留到${fullDay(request.holdUntilAt)}` : '已办好'}
                </Cell>
              ))}
            </Section>
          )}
          {nextNotice && (
            <Notice
              title={`信息保护告知要变（第${nextNotice.version}版，${fullDay(nextNotice.effectiveAt)}起生效）`}
              parts={nextNotice.parts}
            />
          )}
          {currentNotice && (
            <Notice title={`信息保护告知（第${currentNotice.version}版）`} parts={currentNotice.parts} />
          )}
        </>
      )}
    </Page>
  );
}
