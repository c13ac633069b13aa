import { Image, View } from '@tarojs/components';
import { useState, type ReactNode } from 'react';
import { pictureLabel } from '@/lib/platform';
import type { Problem, ProblemKind } from '@/lib/problem';
import { signIn } from '@/lib/session';
import { back } from '@/lib/go';
import { useAction } from '@/lib/once';
import emptyMark from '@/assets/empty.png';
import { Button } from './Button';

/** A page that has nothing to show says what it is, and what can be done. */
export function State({ text, more, children }: { text: string; more?: string; children?: ReactNode }) {
  const [broken, setBroken] = useState(false);
  return (
    <View className="state">
      {!broken && (
        <Image
          className="state-mark"
          src={emptyMark}
          mode="scaleToFill"
          onError={() => setBroken(true)}
          {...pictureLabel()}
        />
      )}
      <View className="state-text">{text}</View>
      {more && <View className="state-more">{more}</View>}
      {children}
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
          微信登录
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
    <State text={TITLES[problem.kind]} more={problem.message}>
      <Button kind="main" busy={again.busy} onTap={again.run}>
        再试一次
      </Button>
      {problem.requestId && problem.kind === 'failed' && (
        <View className="clause gap-top break">给客服的编号：{problem.requestId}</View>
      )}
    </State>
  );
}

export const Loading = () => (
  <View className="bones" aria-role="status" aria-label="正在打开">
    {[0, 1, 2, 3].map((bone) => (
      <View key={bone} className="bone" />
    ))}
  </View>
);
