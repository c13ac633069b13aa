import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';
import { PaidPage as Document } from '@/api/shop';
import { moment, yuan } from '@/lib/format';
import { go, goInstead } from '@/lib/go';
import { useAction } from '@/lib/once';
import { lookUpPayment, payCheckout } from '@/lib/pay';
import { useQuery } from '@/lib/query';
import { Button } from '@/ui/Button';
import { Page } from '@/ui/Page';
import { Bar, Cell, Section } from '@/ui/parts';
import { State } from '@/ui/State';
import { TellMe } from '@/ui/TellMe';

/** The provider tells the platform within a moment; somebody who waits is told as soon as that. */
const ASK_AGAIN_MS = [0, 1500, 3000, 6000];

export default function PaidPage() {
  const { params } = useRouter();
  const checkoutId = params['checkoutId'] ?? '';
  const saysPaid = params['paid'] === '1';
  const query = useQuery(Document, { checkoutId });
  const [asking, setAsking] = useState(saysPaid);
  const tries = useRef(0);
  const { data, change } = query;
  const payment = data?.payment;
  const canPay = payment?.availableActions.includes('PAY');
  useEffect(() => {
    if (!saysPaid || !payment || payment.paidAt) return setAsking(false);
    const wait = ASK_AGAIN_MS[tries.current++];
    if (wait === undefined) return setAsking(false);
    const timer = setTimeout(() => {
      // Where the provider cannot be asked now, the page still says what is known.
      lookUpPayment(checkoutId).then(
        (found) => change({ ...data!, payment: { ...payment, ...found } }),
        () => setAsking(false),
      );
    }, wait);
    return () => clearTimeout(timer);
  }, [saysPaid, payment, checkoutId, change]);
  const again = useAction(() => payCheckout(checkoutId));

  return (
    <Page
      query={query}
      bar={
        payment && (
          <Bar>
            {canPay && <Button onTap={() => goInstead('/pages/orders/index')}>看我的订单</Button>}
            <Button kind="main" busy={again.busy} onTap={canPay ? again.run : () => goInstead('/pages/orders/index')}>
              {canPay ? '继续付款' : '看我的订单'}
            </Button>
          </Bar>
        )
      }
    >
      {() =>
        payment ? (
          <>
            <View className="section middle">
              <View className={payment.paidAt ? 'display green' : 'display amber'}>{payment.paidAt ? '✓' : '！'}</View>
              <View className="title">
                {payment.paidAt ? '付款成功' : asking ? '正在核对付款…' : payment.stateLabel}
              </View>
              <View className="display">{yuan(payment.totalFen)}</View>
            </View>
            <Section title="钱在哪里">
              <View>{payment.moneyText}</View>
              {payment.paidAt ? (
                <Cell label="付款时间">{moment(payment.paidAt)}</Cell>
              ) : (
                canPay && <Cell label="付款期限">请在{moment(payment.expiresAt)}前付款，过时订单自动取消，不扣钱</Cell>
              )}
            </Section>
            <View className="section column gap-2">
              {payment.paidAt && (
                <TellMe templates={data?.messageTemplates} text="发货了用微信告诉我" told="好的，发货时用微信告诉您" />
              )}
              <Button wide kind="plain" onTap={() => go('/pages/home/index')}>
                回首页
              </Button>
            </View>
          </>
        ) : (
          <State text="没有找到这笔付款" more="请到“我的订单”里看看">
            <Button kind="main" onTap={() => goInstead('/pages/orders/index')}>
              看我的订单
            </Button>
          </State>
        )
      }
    </Page>
  );
}
