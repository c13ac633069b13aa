import { SAID } from '@/lib/said';
import { Button as Native, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { BindPhone, BindPhoneWithWechat, Me, SendPhoneCode } from '@/api/shop';
import { act } from '@/lib/client';
import { back } from '@/lib/go';
import { useAction } from '@/lib/once';
import { accountOf } from '@/lib/holder';
import { isWechat } from '@/lib/platform';
import { wrongAt } from '@/lib/problem';
import { useQuery } from '@/lib/query';
import { say } from '@/lib/say';
import { signIn, signOut } from '@/lib/session';
import { Button } from '@/ui/Button';
import { Page } from '@/ui/Page';
import { Bar, Field, Section } from '@/ui/parts';

const PHONE = /^1\d{10}$/;

export default function PhonePage() {
  const query = useQuery(Me, {});
  const [phone, setPhone] = useState('');
  const [code, setCode] = useState('');
  const [resendAtMs, setResendAtMs] = useState(0);
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    if (nowMs >= resendAtMs) return undefined;
    const timer = setTimeout(() => setNowMs(Date.now()), 1000);
    return () => clearTimeout(timer);
  }, [nowMs, resendAtMs]);
  const wait = Math.max(0, Math.ceil((resendAtMs - nowMs) / 1000));
  const done = async (bound: { accountId: string; phone: string }): Promise<void> => {
    if ([null, bound.accountId].includes(accountOf())) say(`已绑定${bound.phone}`);
    else {
      // They have an account from a station: this WeChat opens it from now on.
      signOut();
      await signIn();
      say('找到您在服务站办的账号了');
    }
    back();
  };
  const send = useAction(async () => {
    if (!PHONE.test(phone)) throw wrongAt('phone', SAID.phoneWrong);
    const sent = await act(SendPhoneCode, { phone });
    // The platform's clock may differ from the phone's: only the difference counts, and no longer than a minute.
    const nextMs = Date.now();
    setNowMs(nextMs);
    setResendAtMs(nextMs + Math.min(60_000, Math.max(10_000, Date.parse(sent.resendAt) - nextMs)));
    say('验证码已发到手机');
  });
  const bind = useAction(async () => {
    if (!/^\d{6}$/.test(code)) throw wrongAt('code', '请填写短信里的6位数字');
    await done(await act(BindPhone, { phone, code }));
  });
  const withWechat = useAction(async (given: string | undefined) => {
    if (!given) return say('没有得到微信的手机号，可以用短信验证');
    await done(await act(BindPhoneWithWechat, { code: given }));
  });
  return (
    <Page
      query={query}
      bar={
        <Bar>
          <Button kind="main" wide busy={bind.busy} onTap={bind.run}>
            绑定
          </Button>
        </Bar>
      }
    >
      {({ me }) => (
        <>
          <Section title={me?.phone ? `现在绑定的是 ${me.phone}` : '绑定手机号'}>
            <View className="grey">用来在服务站核对是您本人，换手机后也能找回账号。</View>
            {isWechat && (
              <Native
                className="press button whole act gap-top"
                openType="getPhoneNumber"
                onGetPhoneNumber={(event) => void withWechat.run((event.detail as { code?: string }).code)}
              >
                用微信的手机号
              </Native>
            )}
          </Section>
          <Section title={isWechat ? '或者用短信验证' : undefined}>
            <Field
              label="手机号"
              type="number"
              value={phone}
              onInput={setPhone}
              maxLength={11}
              placeholder="11位手机号"
              error={send.problem?.at('phone') ?? bind.problem?.at('phone')}
            />
            <Field
              label="短信验证码"
              type="number"
              value={code}
              onInput={setCode}
              maxLength={6}
              placeholder="6位数字"
              error={bind.problem?.at('code')}
            />
            <View className="row gap-top">
              <Button
                busy={send.busy}
                off={wait > 0}
                onTap={() => (wait > 0 ? say(`${wait}秒后可以再发`) : void send.run())}
              >
                {wait > 0 ? `${wait}秒后可再发` : '发验证码'}
              </Button>
            </View>
          </Section>
        </>
      )}
    </Page>
  );
}
