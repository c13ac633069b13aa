import { View } from '@tarojs/components';
import { EndOtherSessions, EndSession, SessionChannelWords, Sessions } from '@/api/shop';
import { act, ask } from '@/lib/client';
import { moment } from '@/lib/format';
import { useAction } from '@/lib/once';
import { useQuery } from '@/lib/query';
import { confirm, say } from '@/lib/say';
import { Button } from '@/ui/Button';
import { Page } from '@/ui/Page';
import { Notice, Section, Tag } from '@/ui/parts';

/** A program tells at length what it is; people know a phone by less. */
const deviceOf = (device: string | null | undefined): string => {
  const text = device ?? '';
  const known = /iPhone|iPad|Android|HarmonyOS|Windows|Macintosh|Linux/.exec(text)?.[0];
  const names: Readonly<Record<string, string>> = {
    iPhone: '苹果手机',
    iPad: '苹果平板',
    Android: '安卓手机',
    HarmonyOS: '鸿蒙手机',
    Windows: '电脑',
    Macintosh: '苹果电脑',
    Linux: '电脑',
  };
  return `${known ? names[known] : '其他设备'}${/MicroMessenger/.test(text) ? '上的微信' : ''}`;
};

export default function SessionsPage() {
  const query = useQuery(Sessions, {});
  const end = useAction(async (sessionId: string) => {
    await act(EndSession, { sessionId });
    say('那台设备已退出');
    await query.reload();
  });
  const endOthers = useAction(async () => {
    if (!(await confirm('全部退出', '除了这台，别的设备都要重新登录。', '全部退出'))) return;
    await ask(EndOtherSessions, {});
    await query.reload();
  });
  return (
    <Page query={query} isEmpty={({ sessions }) => sessions.length === 0} empty={{ text: '没有登录的设备' }}>
      {({ sessions }) => (
        <>
          <Notice>有您不认识的设备，请马上让它退出。</Notice>
          {sessions.map((session) => (
            <Section key={session.id}>
              <View className="between">
                <View className="bold">{deviceOf(session.device)}</View>
                {session.isCurrent ? (
                  <Tag>这台</Tag>
                ) : (
                  <Button
                    small
                    busy={end.busy}
                    onTap={() => end.run(session.id)}
                    label={`让它退出：${deviceOf(session.device)}`}
                  >
                    让它退出
                  </Button>
                )}
              </View>
              <View className="grey small">
                {SessionChannelWords[session.channel]} · {moment(session.createdAt)}登录 · {moment(session.lastSeenAt)}
                用过
                {session.from ? ` · ${session.from}` : ''}
              </View>
            </Section>
          ))}
          {sessions.length > 1 && (
            <Section>
              <Button wide kind="danger" busy={endOthers.busy} onTap={endOthers.run}>
                别的设备全部退出
              </Button>
            </Section>
          )}
        </>
      )}
    </Page>
  );
}
