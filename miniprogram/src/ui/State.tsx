import { SessionChannelWords } from '@/api/shop';
import { Image, View } from '@tarojs/components';
import { useEffect, useState, type ReactNode } from 'react';
import { pictureLabel } from '@/lib/platform';
import type { Problem, ProblemKind } from '@/lib/problem';
import { signIn } from '@/lib/session';
import { back } from '@/lib/go';
import { useAction } from '@/lib/once';
import { chinaToday } from '@/lib/china-day';
import { SCENES, sceneOf } from '@/lib/season';
import { Button } from './Button';
import { Icon, type IconName } from './Icon';

interface StateProps {
  text: string;
  more?: string;
  /** Of what went wrong; where nothing did, the county's land as it is now. */
  icon?: IconName;
  children?: ReactNode;
}
/** A page that has nothing to show says what it is, and what can be done. */
export function State({ text, more, icon, children }: StateProps) {
  const [broken, setBroken] = useState(false);
  return (
    <View className="state middle pad-y-8 pad-x-6">
      {icon && (
        <View className="center">
          <Icon name={icon} size={32} />
        </View>
      )}
      <View className="title voice">{text}</View>
      {more && <View className="grey gap-top">{more}</View>}
      {!broken && !icon && (
        <Image
          className="scene whole r-card top-4 dimmed"
          src={SCENES[sceneOf(chinaToday())]}
          mode="aspectFill"
          onError={() => setBroken(true)}
          {...pictureLabel()}
        />
      )}
      <View className="gap-top">{children}</View>
    </View>
  );
}

const TITLES: Record<ProblemKind, string> = {
  offline: '网络不通',
  unauthenticated: '登录后才能看',
  forbidden: '您不能看这一页',
  tooMany: '现在人太多了',
  refused: '这次没有办成',
  failed: '出了点问题',
};

export function ProblemState({ problem, retry }: { problem: Problem; retry: () => Promise<unknown> }) {
  const again = useAction(retry, { quiet: true });
  const enter = useAction(async () => (await signIn()) && (await retry()));
  if (problem.kind === 'unauthenticated') {
    return (
      <State text={TITLES.unauthenticated} more="用微信登录，不用另设密码">
        <Button kind="main" busy={enter.busy} onTap={enter.run}>
          {SessionChannelWords.WECHAT}
        </Button>
      </State>
    );
  }
  if (problem.kind === 'forbidden') {
    return (
      <State text={TITLES.forbidden} more={problem.message}>
        <Button onTap={back}>返回</Button>
      </State>
    );
  }
  return (
    <State text={TITLES[problem.kind]} more={problem.message} icon={problem.kind === 'offline' ? 'off' : 'warn'}>
      <Button kind="main" busy={again.busy} onTap={again.run}>
        再试一次
      </Button>
      {problem.requestId && problem.kind === 'failed' && (
        <View className="clause gap-top break">给客服的编号：{problem.requestId}</View>
      )}
    </State>
  );
}

const SLOW_MS = 3000;
/** Still bones; who waits long is told that it goes on. */
export function Loading() {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <View className="bones" aria-role="status" aria-label={slow ? SLOW : '正在打开'}>
      {slow && <View className="small grey middle pad-4">{SLOW}</View>}
      {[0, 1, 2, 3].map((bone) => (
        <View key={bone} className="section bone on-sunk" />
      ))}
    </View>
  );
}
const SLOW = '网慢，还在取';
