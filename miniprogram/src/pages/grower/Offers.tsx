import { View } from '@tarojs/components';
import { AnswerPoolShare, MyPoolOffers, TraceUnitWords, type MyPoolOffersQuery } from '@/api/shop';
import { act } from '@/lib/client';
import { day, moment, yuan } from '@/lib/format';
import { useAction } from '@/lib/once';
import { useQuery } from '@/lib/query';
import { confirm } from '@/lib/say';
import { Button } from '@/ui/Button';
import { Section, Tag } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

type Share = MyPoolOffersQuery['myPoolShares']['edges'][number]['node'];
const TONES = { OFFERED: 'amber', AGREED: 'good', DECLINED: 'bad', LAPSED: 'bad' } as const;

/** What cooperatives offer for own harvests: agreed to by one tap, and what was agreed. */
export function Offers() {
  const query = useQuery(MyPoolOffers, {});
  const shares = query.data?.myPoolShares.edges.map(({ node }) => node) ?? [];
  return (
    <>
      {shares.map((share) => (
        <Offer key={share.id} share={share} reload={query.reload} />
      ))}
    </>
  );
}

function Offer({ share, reload }: { share: Share; reload: () => Promise<void> }) {
  const unit = TraceUnitWords[share.unit];
  const answer = useAction(async (said: 'AGREE' | 'DECLINE') => {
    if (said === 'DECLINE' && !(await confirm('不同意？', '合作社会再找您说价，这批货先不卖', '不同意'))) return;
    await act(
      AnswerPoolShare,
      { shareId: share.id, priceFen: share.priceFen, answer: said },
      `answer ${share.id} ${share.priceFen} ${said}`,
    );
    await reload();
  });
  const can = (act: 'AGREE' | 'DECLINE'): boolean => share.availableActions.includes(act);
  return (
    <Section
      title={`${share.party?.name ?? '合作社'}收您的${share.crop}`}
      extra={<Tag tone={TONES[share.state]}>{share.stateLabel}</Tag>}
    >
      <View>
        {share.plotName}，{day(share.harvestedOn)}收的，{share.quantity}
        {unit}，算{share.grade}
      </View>
      <View className="bold">
        每{unit}
        {yuan(share.priceFen)}，全卖完是{yuan(share.totalFen)}
      </View>
      <View className="small grey">
        和别家的合成一批卖，叫{share.goodsTitle}，批号{share.lotCode}。卖出一袋，过了退货期，按斤两付您一袋的钱。
      </View>
      <Refusal problem={answer.problem} />
      {can('AGREE') && (
        <>
          <View className="small grey">{moment(share.answerDueAt)}前点头，过了要合作社再说一次价</View>
          <View className="buttons">
            <Button busy={answer.busy} onTap={() => answer.run('DECLINE')}>
              不同意
            </Button>
            <Button kind="main" busy={answer.busy} onTap={() => answer.run('AGREE')}>
              同意
            </Button>
          </View>
        </>
      )}
    </Section>
  );
}
