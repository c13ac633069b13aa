import { View } from '@tarojs/components';
import { clock } from '@/lib/format';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { isSendable, letGo, sendAgain, sendWaiting, textOfAct, useWaiting, whyNot, type Entry } from '@/lib/outbox';
import { confirm } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Page } from '@/ui/Page';
import { Notice, Section, Tag } from '@/ui/parts';
import { State } from '@/ui/State';

/** What was done without a network: what waits, and what the platform did not take, with what can be done. */
export default function OutboxPage() {
  const entries = useWaiting();
  const refused = entries.filter((entry) => entry.refused);
  const waiting = entries.filter((entry) => !entry.refused);
  const isBehind = ({ of }: Entry): boolean => refused.some((other) => other.of === of);
  const send = useAction(sendWaiting);
  if (entries.length === 0)
    return (
      <Page>
        <State text="都发出去了" more="没有网的时候做的事会记在这里，有网自己发" />
      </Page>
    );
  return (
    <Page
      bar={
        waiting.some((entry) => isSendable(entry) && !isBehind(entry)) && (
          <Acts>
            <Button kind="main" busy={send.busy} onTap={send.run}>
              现在就发
            </Button>
          </Acts>
        )
      }
    >
      {refused.map((entry) => (
        <Refused key={entry.id} entry={entry} />
      ))}
      {waiting.length > 0 && (
        <Section title={`${waiting.length} 件等网发出`}>
          <View className="grey">记在这台手机上，有网自己按先后发。先别退出登录。</View>
          {waiting.map((entry) => (
            <Line key={entry.id} entry={entry} isBehind={isBehind(entry)} />
          ))}
        </Section>
      )}
    </Page>
  );
}

const open = ({ page }: Entry) => go(page);
const What = ({ entry }: { entry: Entry }) => (
  <View className="grow">
    <View className="bold">{textOfAct(entry.document.name)}</View>
    {entry.about && <View className="break">{entry.about}</View>}
    <View className="small grey">{clock(entry.atMs)} 记下</View>
  </View>
);
const Line = ({ entry, isBehind }: { entry: Entry; isBehind: boolean }) => (
  <View className="line" aria-role="button" onClick={() => open(entry)}>
    <What entry={entry} />
    <Tag tone="amber">{isBehind ? '等前一步' : isSendable(entry) ? '等网' : '等您再替他办事'}</Tag>
  </View>
);

function Refused({ entry }: { entry: Entry }) {
  const again = useAction(() => sendAgain(entry));
  const leave = useAction(async () => {
    if (await confirm('这一步不办了？', '它不会再发。后面的步骤照发，行不行由平台说。', '不发了')) await letGo(entry);
  });
  return (
    <Section title="没办成">
      <What entry={entry} />
      <Notice tone="bad">{whyNot(entry)}</Notice>
      {entry.refused?.details?.map(({ text }) => (
        <View key={text} className="small">
          {text}
        </View>
      ))}
      <View className="buttons">
        <Button small onTap={() => open(entry)}>
          打开看现在怎样
        </Button>
        {isSendable(entry) && (
          <Button small busy={again.busy} onTap={again.run}>
            再发一次
          </Button>
        )}
        <Button small kind="danger" busy={leave.busy} onTap={leave.run}>
          不办了
        </Button>
      </View>
    </Section>
  );
}
