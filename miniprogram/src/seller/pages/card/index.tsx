import { View } from '@tarojs/components';
import {
  HandoverCardOf,
  IssueHandoverCard,
  OwnParty,
  WithdrawHandoverCard,
  type HandoverCardOfQuery,
  type OwnPartyQuery,
} from '@/api/seller';
import { act } from '@/lib/client';
import { moment } from '@/lib/format';
import { useAction } from '@/lib/once';
import { openPdf } from '@/lib/open-file';
import { useQuery } from '@/lib/query';
import { SAID } from '@/lib/said';
import { confirm, say } from '@/lib/say';
import { useTold } from '@/lib/told';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Cell, Section, Tag } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { Page } from '../../ui/Page';
import { PartyChoice } from '../../ui/PartyChoice';
import { useChosenParty } from '../../ui/parties';

type Parties = OwnPartyQuery['myParties'];
type Card = NonNullable<HandoverCardOfQuery['handoverCard']>;

/** The paper that a courier scans where no phone of the seller's works: made, printed and withdrawn. */
export default function CardPage() {
  const parties = useQuery(OwnParty, {});
  return (
    <Page
      right="ORDERS"
      query={parties}
      isEmpty={({ myParties }) => myParties.length === 0}
      empty={{ text: SAID.registerFirst }}
    >
      {({ myParties }) => <Chosen parties={myParties} />}
    </Page>
  );
}

function Chosen({ parties }: { parties: Parties }) {
  const party = useChosenParty(parties);
  return (
    <>
      <PartyChoice parties={parties} />
      <Section title="手机没电，也能交货">
        <View>打印一张，挂在库里，再带一张在身上。</View>
        <View className="grey">
          配送员来了，您的手机没电、没网，或人不在：让他扫卡，家里人看着点数，在他手机上用手指签字。平台马上告诉您交了什么，不对您可以说。
        </View>
      </Section>
      {party && <OfParty key={party.id} partyId={party.id} />}
    </>
  );
}

function OfParty({ partyId }: { partyId: string }) {
  const query = useQuery(HandoverCardOf, { partyId });
  const card = query.data?.handoverCard;
  if (!query.data) return <Refusal problem={query.problem} />;
  return card ? (
    <InForce card={card} partyId={partyId} reload={query.reload} />
  ) : (
    <None {...{ partyId }} reload={query.reload} />
  );
}

/** Makes one in place of another, which is refused from then on. */
function useIssue(partyId: string, replacesId: string | null, reload: () => Promise<void>) {
  const askTold = useTold(['HANDED_BY_CARD', 'PICK_UP_COMING']);
  return useAction(async () => {
    askTold();
    if (replacesId && !(await confirm('换一张新卡？', '旧卡马上不能用了，记得撕掉', '换新卡'))) return;
    await act(IssueHandoverCard, { partyId, replacesId }, `card ${partyId} ${replacesId}`);
    say('卡做好了');
    await reload();
  });
}

function None({ partyId, reload }: { partyId: string; reload: () => Promise<void> }) {
  const issue = useIssue(partyId, null, reload);
  return (
    <Section title="您还没有卡">
      <View className="grey">卡上没有您的名字和电话。它只管交货：不能登录，不能收钱付钱。</View>
      <Refusal problem={issue.problem} />
      <Acts>
        <Button kind="main" busy={issue.busy} onTap={issue.run}>
          做一张交货卡
        </Button>
      </Acts>
    </Section>
  );
}

function InForce({ card, partyId, reload }: { card: Card; partyId: string; reload: () => Promise<void> }) {
  const opening = useAction(() => openPdf(`logistics/handover-cards/${card.id}`, '交货卡.pdf'));
  const issue = useIssue(partyId, card.id, reload);
  const withdraw = useAction(async () => {
    if (!(await confirm('作废这张卡？', '作废以后，谁拿着它都不能用', '作废'))) return;
    await act(WithdrawHandoverCard, { cardId: card.id });
    say('作废了');
    await reload();
  });
  return (
    <Section title="您的交货卡" extra={<Tag>能用</Tag>}>
      <Cell label="尾号">{card.ending}</Cell>
      <Cell label="哪天做的">{moment(card.issuedAt)}</Cell>
      <View className="grey">没有打印机，就发给服务站，请他打。别人拍了照、卡丢了，马上作废。</View>
      <Refusal problem={opening.problem ?? issue.problem ?? withdraw.problem} />
      <View className="buttons">
        <Button kind="danger" busy={withdraw.busy} onTap={withdraw.run}>
          作废
        </Button>
        <Button busy={issue.busy} onTap={issue.run}>
          换新卡
        </Button>
      </View>
      <Acts>
        <Button kind="main" busy={opening.busy} onTap={opening.run}>
          打开去打印
        </Button>
      </Acts>
    </Section>
  );
}
