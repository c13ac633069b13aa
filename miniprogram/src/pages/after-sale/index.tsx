import { useDidShow, useRouter } from '@tarojs/taro';
import { View } from '@tarojs/components';
import { AfterSaleDetail, AnswerOffer, WithdrawAfterSale, type AfterSaleState, AfterSaleActWords } from '@/api/shop';
import { act } from '@/lib/client';
import { moment, yuan } from '@/lib/format';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { useQuery } from '@/lib/query';
import { confirm } from '@/lib/say';
import { ActionBar } from '@/ui/ActionBar';
import { Hands } from '@/ui/Hands';
import { Page } from '@/ui/Page';
import { Cell, Section, Steps } from '@/ui/parts';
import { Asked, stepsOf } from './asked';
import { doorstepActs, Fetching, useDoorstep } from './fetching';
import { Offer, Sending, SentBack, useSending } from './sending';

/** The courier comes, or may still. */
const FETCHED_BY_COURIER: readonly AfterSaleState[] = ['APPROVED', 'TO_SEND', 'FETCHED', 'HANDED_OVER'];

export default function AfterSalePage() {
  const { id = '' } = useRouter().params;
  const query = useQuery(AfterSaleDetail, { id });
  const { reload, data } = query;
  useDidShow(() => void (data && reload()));
  const withdraw = useAction(async () => {
    if (!(await confirm(AfterSaleActWords.WITHDRAW, '撤回后，期限内还可以再申请。', '撤回'))) return;
    await act(WithdrawAfterSale, { afterSaleId: id });
    await reload();
  });
  const answer = useAction(async (accept: boolean) => {
    await act(AnswerOffer, { afterSaleId: id, accept });
    await reload();
  });
  const doorstep = useDoorstep(reload);
  const sending = useSending(id, reload);
  const request = data?.afterSale;
  const fetched = data?.collections?.edges.find(({ node }) => node.afterSaleId === id)?.node;
  const collection =
    request && fetched && FETCHED_BY_COURIER.includes(request.state) && fetched.state !== 'HANDED_OVER'
      ? fetched
      : null;
  const next = [
    ...(collection ? doorstepActs(collection, doorstep) : []),
    ...(request?.state === 'TO_SEND' ? [{ label: '寄出了', busy: sending.send.busy, run: sending.send.run }] : []),
  ];
  return (
    <Page
      query={query}
      isEmpty={({ afterSale }) => !afterSale}
      empty={{ text: '没有找到这个申请' }}
      bar={({ afterSale }) => (
        <ActionBar
          actions={afterSale!.availableActions}
          does={{
            WITHDRAW: withdraw.run,
            REFUSE_OFFER: () => answer.run(false),
            TAKE_OFFER: () => answer.run(true),
          }}
          main="TAKE_OFFER"
          next={next}
          danger={['WITHDRAW']}
          busy={withdraw.busy || answer.busy}
        />
      )}
    >
      {() =>
        request && (
          <>
            <Section>
              <View className="title">{request.stateLabel}</View>
              {request.state === 'REQUESTED' && (
                <View className="grey">商家应在{moment(request.answerDueAt)}前答复，到时不答复就算同意</View>
              )}
              <View className="grey">
                {request.kindLabel}　{yuan(request.refundFen)}
              </View>
            </Section>
            {request.state === 'OFFERED' && <Offer request={request} />}
            {request.state === 'TO_SEND' && <Sending request={request} sending={sending} />}
            {request.state === 'SENT_BACK' && <SentBack request={request} />}
            {collection && <Fetching collection={collection} doorstep={doorstep} />}
            {fetched && <Hands legs={fetched.legs} />}
            <Section title="办到哪了">
              <Steps steps={stepsOf(request)} />
            </Section>
            <Asked request={request} />
            {request.order && (
              <Section>
                <Cell label="看订单" onTap={() => go('/pages/order/index', { id: request.order!.id })}>
                  {request.order.number}
                </Cell>
                {request.order.feedbackActions?.some(({ action }) => action === 'COMPLAIN') && (
                  <Cell
                    label="不满意，投诉"
                    onTap={() => go('/pages/complain/index', { orderId: request.order!.id })}
                  />
                )}
              </Section>
            )}
          </>
        )
      }
    </Page>
  );
}
