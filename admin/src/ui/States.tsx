import { Alert, Button, Empty, Result, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import type { Asked } from '../lib/use.ts';
import { Icon, type IconName } from './Icon.tsx';
import { isPartial, staleOf } from '../../../miniprogram/src/lib/answers.ts';
import type { ClientError } from '../lib/client.ts';

const TITLES: Readonly<Record<ClientError['kind'], string>> = {
  offline: '连不上服务器',
  unauthenticated: '请重新登录',
  forbidden: '您没有权限看这一页',
  tooMany: '系统正忙',
  notFound: '没有找到',
  failed: '出了点问题',
};

const SIGNS: Readonly<Partial<Record<ClientError['kind'], IconName>>> = {
  offline: 'off',
  forbidden: 'lock',
  notFound: 'search',
  tooMany: 'clock',
  unauthenticated: 'key',
};
/** The kit's own colour for it is that of temperatures. */
const Sign = ({ name }: { name: IconName }) => (
  <span className="grey">
    <Icon name={name} size={48} />
  </span>
);
export function Trouble({ error, again }: { error: ClientError; again?: () => void }) {
  return (
    <Result
      icon={<Sign name={SIGNS[error.kind] ?? 'warn'} />}
      title={TITLES[error.kind] ?? TITLES.failed}
      subTitle={
        <>
          {error.message}
          {error.requestId && <div className="small grey">编号 {error.requestId}</div>}
        </>
      }
      extra={
        again && error.kind !== 'forbidden' ? (
          <Button type="primary" onClick={again}>
            再试一次
          </Button>
        ) : undefined
      }
    />
  );
}

export function NotFound({ what = '没有找到，或不属于您' }: { what?: string }) {
  return <Result icon={<Sign name="search" />} title="没有找到" subTitle={what} />;
}

export const Nothing = ({ text = '没有内容' }: { text?: string }) => (
  <Empty image={<Icon name="tray" size={32} />} styles={{ image: { height: 36 } }} description={text} />
);

/** The states of a page in one place: what is there is shown even while it is asked again or an update failed. */
export function Shown<Result>({ asked, children }: { asked: Asked<Result>; children: (data: Result) => ReactNode }) {
  if (asked.data !== undefined)
    return (
      <>
        {staleOf(asked.data) && <Alert type="warning" showIcon message={staleOf(asked.data)} />}
        {isPartial(asked.data) && (
          <Alert type="warning" showIcon message="有一部分系统没有回应，下面的内容可能不全，请过一会儿刷新" />
        )}
        {children(asked.data)}
      </>
    );
  if (asked.error) return <Trouble error={asked.error} again={asked.again} />;
  return (
    <div role="status" aria-label="正在读取">
      <Skeleton active paragraph={{ rows: 6 }} />
    </div>
  );
}
