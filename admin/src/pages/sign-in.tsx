import { SAID } from '../lib/said.ts';
import { Alert, Button, Form, Input, QRCode, Space, Steps, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { SignInWithPassword, SignInWithSecondFactor, Viewer } from '../api/admin.ts';
import { ask, messageOf, placeOf, refusalIn, type Refusal } from '../lib/client.ts';
import { demoSignIn } from '../lib/demo.ts';
import { deviceTokens, keepDeviceToken } from '../lib/devices.ts';
import { beginSession, howItEnded } from '../lib/session.ts';
import { Brand } from '../ui/Brand.tsx';
import { Code, space } from '../ui/layout.tsx';

interface Challenge {
  challenge: string;
  otpauthUri?: string | null;
  isPasswordDue: boolean;
}
type Step =
  | { at: 'password' }
  | { at: 'factor'; challenge: Challenge }
  | { at: 'codes'; token: string; codes: readonly string[] };

/**
 * Password, then the code of the authenticator app; who has none yet enrols one, and a password that is due is changed
 * on the way.
 */
export function SignIn() {
  const [step, setStep] = useState<Step>({ at: 'password' });
  const [trouble, setTrouble] = useState<string | null>(null);
  const [params] = useSearchParams();
  const [demoCode, setDemoCode] = useState<string>();
  const [form] = Form.useForm<{ login: string; password: string }>();
  const persona = params.get('as');

  useEffect(() => {
    document.title = '登录 · 黑土管理';
    if (persona)
      void demoSignIn(persona, setTrouble).then((demo) => {
        if (!demo) return;
        setTrouble(null);
        form.setFieldsValue({ login: demo.login, password: demo.password });
        setDemoCode(demo.code);
      });
  }, [persona, form]);

  const entered = async (token: string) => {
    // Signed in only once the roles are known: the menu and the buttons come from them.
    const { me } = await ask(Viewer, {}, token);
    if (me) beginSession({ token, roles: me.roles ?? [], displayName: me.displayName, accountId: me.id });
  };

  return (
    <main style={{ minHeight: '100vh', display: 'grid', placeItems: 'center', gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <section className="card" style={{ width: 'min(420px, 100%)' }}>
        <Brand />
        <h1 className="head pad-y-4">{step.at === 'codes' ? '请保存恢复码' : '工作人员登录'}</h1>
        {step.at !== 'codes' && (
          <Steps
            size="small"
            current={step.at === 'password' ? 0 : 1}
            items={[{ title: '密码' }, { title: '验证码' }]}
            style={{ marginBottom: space(4) }}
          />
        )}
        {howItEnded() === 'expired' && step.at === 'password' && !trouble && (
          <Alert type="info" showIcon message="登录已过期，请重新登录，之后回到刚才的页面" />
        )}
        {trouble && <Alert type="error" showIcon message={trouble} role="alert" />}
        {step.at === 'password' && (
          <PasswordStep
            form={form}
            onTrouble={setTrouble}
            onChallenge={(challenge) => {
              setTrouble(null);
              setStep({ at: 'factor', challenge });
            }}
          />
        )}
        {step.at === 'factor' && (
          <FactorStep
            challenge={step.challenge}
            demo={persona && demoCode !== undefined ? () => demoSignIn(persona) : undefined}
            onTrouble={setTrouble}
            onBack={() => {
              setTrouble(null);
              setStep({ at: 'password' });
            }}
            onSignedIn={(token, codes) => {
              setTrouble(null);
              if (codes?.length) setStep({ at: 'codes', token, codes });
              else void entered(token).catch((error: Error) => setTrouble(error.message));
            }}
          />
        )}
        {step.at === 'codes' && (
          <RecoveryCodes
            codes={step.codes}
            onKept={() => void entered(step.token).catch((error: Error) => setTrouble(error.message))}
          />
        )}
      </section>
    </main>
  );
}

const refusalOf = (refusal: Refusal): string =>
  [refusal.message, ...refusal.details.map(({ text }) => text)].join('；');

function PasswordStep({
  form,
  onChallenge,
  onTrouble,
}: {
  form: ReturnType<typeof Form.useForm<{ login: string; password: string }>>[0];
  onChallenge: (challenge: Challenge) => void;
  onTrouble: (text: string) => void;
}) {
  const [busy, setBusy] = useState(false);
  const submit = async (input: { login: string; password: string }) => {
    if (busy) return;
    setBusy(true);
    try {
      const result = await ask(SignInWithPassword, {
        input: { login: input.login.trim(), password: input.password, deviceTokens: deviceTokens() },
      });
      const refusal = refusalIn(result);
      if (refusal) onTrouble(refusalOf(refusal));
      else if (result.signInWithPassword.__typename === 'SignInChallenge') onChallenge(result.signInWithPassword);
    } catch (error) {
      onTrouble(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form form={form} layout="vertical" onFinish={(input) => void submit(input)} requiredMark={false}>
      <Form.Item name="login" label="账号" rules={[{ required: true, whitespace: true, message: '请填写账号' }]}>
        <Input autoComplete="username" autoFocus />
      </Form.Item>
      <Form.Item name="password" label="密码" rules={[{ required: true, message: '请填写密码' }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy}>
        下一步
      </Button>
    </Form>
  );
}

/** The secret of a new authenticator, to scan or to type in. */
function ScanSecret({ uri }: { uri: string }) {
  const secret = new URL(uri).searchParams.get('secret');
  return (
    <div>
      <p>先用手机上的验证器应用（如“腾讯身份验证器”）扫这个码，再填写它显示的六位数字。</p>
      <Space align="start" wrap>
        <QRCode value={uri} type="svg" aria-label="验证器要扫的码" size={168} bordered={false} />
        <div>
          不能扫码时，手工输入：
          <br />
          <Typography.Text code copyable style={{ overflowWrap: 'anywhere' }}>
            {secret}
          </Typography.Text>
        </div>
      </Space>
    </div>
  );
}

/** The fields of a password that is due, in the form around them. */
const NewPassword = () => (
  <>
    <Alert type="info" showIcon message="密码已到期，请设一个新密码" />
    <Form.Item
      name="newPassword"
      label="新密码"
      extra={SAID.passwordRule}
      rules={[
        { required: true, message: '请填写新密码' },
        { min: 10, message: '至少十位' },
      ]}
    >
      <Input.Password autoComplete="new-password" />
    </Form.Item>
    <Form.Item
      name="again"
      label="再填一遍新密码"
      dependencies={['newPassword']}
      rules={[
        { required: true, message: '请再填一遍' },
        ({ getFieldValue }) => ({
          validator: (_, value) =>
            !value || value === getFieldValue('newPassword')
              ? Promise.resolve()
              : Promise.reject(new Error('两次填写的不一样')),
        }),
      ]}
    >
      <Input.Password autoComplete="new-password" />
    </Form.Item>
  </>
);

export function FactorStep({
  challenge,
  demo,
  onSignedIn,
  onTrouble,
  onBack,
}: {
  challenge: Challenge;
  demo?: () => Promise<{ code: string } | null>;
  onSignedIn: (token: string, codes?: readonly string[] | null) => void;
  onTrouble: (text: string) => void;
  onBack?: () => void;
}) {
  const [busy, setBusy] = useState(false);
  const [form] = Form.useForm<{ code: string; newPassword?: string; again?: string }>();
  // A code is good once and for half a minute: the demo's is asked for when it is needed.
  useEffect(() => {
    if (demo && !challenge.otpauthUri) void demo().then((given) => given && form.setFieldsValue({ code: given.code }));
  }, [challenge.challenge]);
  const submit = async ({ code, newPassword }: { code: string; newPassword?: string }) => {
    if (busy) return;
    setBusy(true);
    try {
      const result = await ask(SignInWithSecondFactor, {
        input: {
          challenge: challenge.challenge,
          code: code.trim().replaceAll(' ', ''),
          newPassword: newPassword || undefined,
        },
      });
      const refusal = refusalIn(result);
      if (refusal) {
        const fields = refusal.details.flatMap((detail) => {
          const name = (['code', 'newPassword'] as const).find((one) => one === placeOf(detail));
          return name ? [{ name, errors: [detail.text] }] : [];
        });
        form.setFields(fields);
        onTrouble(fields.length === refusal.details.length ? refusal.message : refusalOf(refusal));
      } else if (result.signInWithSecondFactor.__typename === 'SignedIn') {
        const { token, recoveryCodes, deviceToken } = result.signInWithSecondFactor;
        keepDeviceToken(deviceToken);
        onSignedIn(token, recoveryCodes);
      }
    } catch (error) {
      onTrouble(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form form={form} layout="vertical" onFinish={(input) => void submit(input)} requiredMark={false}>
      {challenge.otpauthUri && <ScanSecret uri={challenge.otpauthUri} />}
      <Form.Item
        name="code"
        label="六位验证码"
        extra={challenge.otpauthUri ? undefined : '手机丢了？这里也可以填写一个恢复码'}
        rules={[{ required: true, whitespace: true, message: '请填写验证码' }]}
      >
        <Input autoComplete="one-time-code" inputMode="numeric" autoFocus maxLength={40} />
      </Form.Item>
      {challenge.isPasswordDue && <NewPassword />}
      <Button type="primary" htmlType="submit" block loading={busy}>
        登录
      </Button>
      {onBack && (
        <Button type="link" block onClick={onBack}>
          返回
        </Button>
      )}
    </Form>
  );
}

export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  return (
    <>
      <p>手机丢失时，每个恢复码可以登录一次。只在这里显示一次，请抄下或打印，放在安全的地方。</p>
      <Code>{codes.join('\n')}</Code>
      <Space>
        <Button onClick={() => window.print()}>打印</Button>
        <Button type="primary" onClick={onKept}>
          我已保存，继续
        </Button>
      </Space>
    </>
  );
}
