import { useDidShow, useRouter } from '@tarojs/taro';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { AfterSaleDetail, CheckCourierCode, SignCollection, WithdrawAfterSale } from '@/api/shop';
import { act } from '@/lib/client';
import { moment, yuan } from '@/lib/format';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { wrongAt } from '@/lib/problem';
import { useQuery } from '@/lib/query';
import { confirm, say } from '@/lib/say';
import { ActionBar } from '@/ui/ActionBar';
import { Button } from '@/ui/Button';
import { Page } from '@/ui/Page';
import { Cell, Field, Notice, Section, Steps, type Step } from '@/ui/parts';
import { PrivatePicture } from '@/ui/Photos';
import { Refusal } from '@/ui/Refusal';
import '@/ui/mine.scss';

export default function AfterSalePage() {
  const { id = '' } = useRouter().params;
  const query = useQuery(AfterSaleDetail, { id });
  const { reload, data } = query;
  useDidShow(() => void (data && reload()));
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const withdraw = useAction(async () => {
    if (!(await confirm('撤回申请', '撤回后，期限内还可以再申请。', '撤回'))) return;
    await act(WithdrawAfterSale, { afterSaleId: id });
    await reload();
  });
  const check = useAction(async (collectionId: string) => {
    if (!/^\d{6}$/.test(code)) throw wrongAt('code', '身份码是6位数字');
    const who = await act(CheckCourierCode, { collectionId, code });
    setCode('');
    say(`是本人：${who.carrierName}的${who.courierName}`);
    await reload();
  });
  const sign = useAction(async (collectionId: string) => {
    if (!name.trim()) throw wrongAt('signerName', '请填写签字人');
    await act(SignCollection, { collectionId, as: 'consumer', signerName: name.trim() });
    say('已签字');
    await reload();
  });
  return (
    <Page
      query={query}
      isEmpty={({ afterSale }) => !afterSale}
      empty={{ text: '没有找到这个申请' }}
      bar={({ afterSale }) => (
        <ActionBar
          actions={afterSale!.availableActions}
          does={{ withdraw: withdraw.run }}
          danger={['withdraw']}
          busy={withdraw.busy}
        />
      )}
    >
      {({ afterSale, collections }) => {
        const request = afterSale!;
        const collection = collections.edges.find(({ node }) => node.afterSaleId === request.id)?.node;
        const did = (title: string, at: string | null | undefined, more?: string | null): Step[] =>
          at ? [{ key: title, title, more: [moment(at), more].filter(Boolean).join('　'), state: 'done' }] : [];
        const steps: Step[] = [
          ...did('您申请', request.requestedAt, request.causeLabel),
          ...did(
            ['rejected'].includes(request.state) ? '商家没有同意' : '商家同意',
            request.decidedAt,
            request.decisionReason,
          ),
          ...did('配送员取回、交给商家', request.handedOverAt, request.handoverNote),
          ...did(request.state === 'declined' ? '商家验收没通过' : '商家验收', request.checkedAt, request.checkNote),
          ...did('办完', request.closedAt),
        ];
        return (
          <>
            <Section>
              <View className="clock">{request.stateLabel}</View>
              {request.state === 'requested' && (
                <View className="grey">商家应在{moment(request.answerDueAt)}前答复，到时不答复就算同意</View>
              )}
              <View className="grey">
                {request.kindLabel}　{yuan(request.refundFen)}
              </View>
            </Section>
            {collection && collection.state !== 'handed-over' && (
              <Section title="上门取件">
                {collection.agreedAt ? (
                  <View className="green">
                    约好{moment(collection.agreedAt)}，在{collection.agreedPlace}
                  </View>
                ) : (
                  <View className="grey">配送员会先打电话跟您约时间</View>
                )}
                {collection.identityLock && <Notice tone="bad">{collection.identityLock}</Notice>}
                {collection.availableActions.includes('check-identity') && (
                  <>
                    <Field
                      label="配送员的身份码"
                      type="number"
                      value={code}
                      onInput={setCode}
                      maxLength={6}
                      placeholder="请他出示6位身份码"
                      error={check.problem?.at('code')}
                    />
                    <Refusal problem={check.problem} fields={['code']} />
                    <View className="gap-top">
                      <Button kind="main" wide busy={check.busy} onTap={() => check.run(collection.id)}>
                        核对
                      </Button>
                    </View>
                  </>
                )}
                {collection.availableActions.includes('sign') && (
                  <>
                    <Field
                      label="交出商品后签字"
                      value={name}
                      onInput={setName}
                      maxLength={60}
                      placeholder="您的姓名"
                      error={sign.problem?.at('signerName')}
                    />
                    <Refusal problem={sign.problem} fields={['signerName']} />
                    <View className="gap-top">
                      <Button wide busy={sign.busy} onTap={() => sign.run(collection.id)}>
                        签字交货
                      </Button>
                    </View>
                  </>
                )}
                <Steps
                  steps={collection.steps.map((step) => ({
                    key: step.label,
                    title: step.label,
                    more: step.doneAt ? moment(step.doneAt) : '还没做',
                    state: step.doneAt ? ('done' as const) : undefined,
                  }))}
                />
              </Section>
            )}
            <Section title="办到哪了">
              <Steps steps={steps} />
            </Section>
            {(request.order?.refunds ?? []).length > 0 && (
              <Section title="退款">
                {request.order!.refunds.map((refund) => (
                  <Cell key={refund.id} label={yuan(refund.amountFen)} plain>
                    {refund.stateText}
                    {refund.succeededAt ? `，${moment(refund.succeededAt)}` : `，${moment(refund.dueAt)}前到`}
                  </Cell>
                ))}
              </Section>
            )}
            <Section title="您申请的">
              {request.lines.map((line) => (
                <Cell key={line.lineId} label={line.title} plain>
                  ×{line.units}
                </Cell>
              ))}
              <View className="grey">{request.reason}</View>
              {request.photoIds.length > 0 && (
                <View className="photos">
                  {request.photoIds.map((photo, i) => (
                    <PrivatePicture key={photo} id={photo} edge="orders" label={`照片${i + 1}`} />
                  ))}
                </View>
              )}
            </Section>
            {request.order && (
              <Section>
                <Cell label="看订单" onTap={() => go('/pages/order/index', { id: request.order!.id })}>
                  {request.order.number}
                </Cell>
                {request.order.feedbackActions.some(({ action }) => action === 'complain') && (
                  <Cell
                    label="不满意，投诉"
                    onTap={() => go('/pages/complain/index', { orderId: request.order!.id })}
                  />
                )}
              </Section>
            )}
          </>
        );
      }}
    </Page>
  );
}
