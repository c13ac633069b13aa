import { SAID } from '../lib/said.ts';
import { Alert, Modal } from 'antd';
import { useState } from 'react';
import {
  ChangePassword,
  ChangeSecondFactor,
  EndOtherSessions,
  EndSession,
  OwnAccount,
  SessionChannelWords,
  type OwnAccountQuery,
} from '../api/admin.ts';
import { date, dateTime, orNone } from '../lib/format.ts';
import { rolesText } from '../lib/rights.ts';
import { beginSession, sessionNow } from '../lib/session.ts';
import { useAsk } from '../lib/use.ts';

import { act, Acts } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Card, Facts } from '../ui/Facts.tsx';
import { Mark } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Shown } from '../ui/States.tsx';
import { FactorStep, RecoveryCodes } from './sign-in.tsx';

type Me = OwnAccountQuery['me'];
type Session = OwnAccountQuery['sessions'][number];

interface Challenge {
  challenge: string;
  otpauthUri?: string | null;
  isPasswordDue: boolean;
}
const RECOVERY_CODES_LOW = 3;
const BROWSERS = [
  ['MicroMessenger', '微信'],
  ['Edg/', 'Edge 浏览器'],
  ['Firefox/', 'Firefox 浏览器'],
  ['Chrome/', 'Chrome 浏览器'],
  ['Safari/', 'Safari 浏览器'],
] as const;
const SYSTEMS = [
  ['Windows', 'Windows 电脑'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', '安卓手机'],
  ['Mac OS', '苹果电脑'],
  ['Linux', 'Linux 电脑'],
] as const;
/** What a browser says of itself, in a few words. */
function deviceTitle(agent: string | null | undefined): string {
  if (!agent) return '—';
  const find = (list: readonly (readonly [string, string])[]) => list.find(([mark]) => agent.includes(mark))?.[1];
  return [find(SYSTEMS), find(BROWSERS)].filter(Boolean).join('，') || agent.slice(0, 40);
}

const passwordAct = () =>
  act({
    label: '换密码',
    field: 'changePassword',
    form: () => ({
      draft: 'password',
      title: '换密码',
      submit: '换密码',
      document: ChangePassword,
      intro: '换好以后，别处的登录都会退出。',
      fields: [
        { name: 'currentPassword', label: '现在的密码', kind: 'password', required: true },
        {
          name: 'newPassword',
          label: '新密码',
          kind: 'password',
          required: true,
          help: SAID.passwordRule,
        },
      ],
      variables: ({ text }) => ({
        input: { currentPassword: text('currentPassword'), newPassword: text('newPassword') },
      }),
    }),
  });

const factorAct = (onChallenge: (challenge: Challenge) => void) =>
  act({
    label: '换手机验证器',
    field: 'changeSecondFactor',
    form: () => ({
      draft: 'factor',
      title: '换手机验证器',
      submit: '下一步',
      document: ChangeSecondFactor,
      fields: [{ name: 'password', label: '密码', kind: 'password', required: true }],
      variables: ({ text }) => ({ input: { password: text('password') } }),
      onDone: ({ changeSecondFactor: asked }) => asked.__typename === 'SignInChallenge' && onChallenge(asked),
    }),
  });

const endOthersAct = () =>
  act({
    label: '退出别处的登录',
    field: 'endOtherSessions',
    confirm: '除了这里，别处都退出。',
    document: EndOtherSessions,
    variables: {},
  });

const sessionColumns: Column<Session>[] = [
  {
    title: '设备',
    text: ({ device }) => orNone(device),
    render: ({ device, isCurrent }) => (
      <>
        <span title={device ?? undefined}>{deviceTitle(device)}</span> {isCurrent && <Mark tone="good">这里</Mark>}
      </>
    ),
  },
  { title: '方式', text: ({ channel }) => SessionChannelWords[channel] },
  { title: '来自', text: ({ from }) => orNone(from) },
  { title: '登录', text: ({ createdAt }) => dateTime(createdAt), sort: true },
  { title: '最近', text: ({ lastSeenAt }) => dateTime(lastSeenAt), sort: true },
  { title: '到期', text: ({ expiresAt }) => dateTime(expiresAt) },
  {
    title: '',
    only: 'screen',
    text: () => '',
    render: ({ id, isCurrent }) =>
      isCurrent ? null : (
        <Acts
          size="small"
          acts={[
            act({
              label: '退出',
              field: 'endSession',
              document: EndSession,
              variables: { input: { sessionId: id } },
            }),
          ]}
        />
      ),
  },
];

const OwnFacts = ({ me }: { me: Me }) => (
  <Card>
    <Facts
      of={[
        ['姓名', me?.displayName],
        ['岗位', me?.roles && rolesText(me.roles.filter((role) => role !== 'CONSUMER'))],
        ['建立', date(me?.createdAt)],
        [
          '剩余恢复码',
          me?.recoveryCodesLeft === null || me?.recoveryCodesLeft === undefined ? null : (
            <>
              {me.recoveryCodesLeft} 个{' '}
              {me.recoveryCodesLeft < RECOVERY_CODES_LOW && <Mark tone="warn">不多了，换一次验证器会发新的</Mark>}
            </>
          ),
        ],
      ]}
    />
  </Card>
);

export function MePage() {
  const asked = useAsk(OwnAccount, {});
  const [challenge, setChallenge] = useState<Challenge | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  return (
    <>
      <PageHead title="我的账号">
        <Acts acts={[passwordAct(), factorAct(setChallenge)]} />
      </PageHead>
      <Shown asked={asked}>
        {({ me, sessions }) => (
          <>
            <OwnFacts me={me} />
            <Card title="登录在哪里" extra={<Acts acts={[endOthersAct()]} />}>
              <ListTable bare name="登录" rowKey={({ id }) => id} rows={sessions} columns={sessionColumns} />
            </Card>
          </>
        )}
      </Shown>
      <Modal
        open={!!challenge}
        title="绑定新的验证器"
        footer={null}
        onCancel={() => setChallenge(null)}
        maskClosable={false}
        destroyOnHidden
      >
        {trouble && <Alert type="error" showIcon message={trouble} />}
        {challenge && (
          <FactorStep
            challenge={challenge}
            onTrouble={setTrouble}
            onSignedIn={(token, fresh) => {
              const session = sessionNow();
              if (session) beginSession({ ...session, token });
              setTrouble(null);
              setChallenge(null);
              if (fresh?.length) setCodes(fresh);
            }}
          />
        )}
      </Modal>
      <Modal open={!!codes} title="请保存恢复码" footer={null} closable={false} maskClosable={false}>
        {codes && <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />}
      </Modal>
    </>
  );
}
