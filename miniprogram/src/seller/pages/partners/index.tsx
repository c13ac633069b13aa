import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { LetPartner, OwnPartners, ScopeWords, StopPartner, type OwnPartnersQuery, type Scope } from '@/api/seller';
import { act } from '@/lib/client';
import { useAction } from '@/lib/once';
import { useList } from '@/lib/query';
import { confirm, say } from '@/lib/say';
import { Button } from '@/ui/Button';
import { More } from '@/ui/More';
import { Cell, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { Page } from '../../ui/Page';

type Grant = OwnPartnersQuery['partnerGrants']['edges'][number]['node'];

const WRITES: Scope = 'EPCIS_CAPTURE';

/** Programs of others that read what is one's own, and whether they may tell of one's lots. */
export default function PartnersPage() {
  const list = useList(OwnPartners, {}, (result) => result.partnerGrants);
  useReachBottom(() => void list.more());
  return (
    <Page
      right="owner"
      query={list}
      isEmpty={(grants) => grants.length === 0}
      empty={{ text: '没有别人的系统在看您的数据', more: '平台按合同让谁看了，会发消息告诉您' }}
    >
      {(grants) => (
        <>
          {grants.map((grant) => (
            <Partner key={grant.id} grant={grant} reload={list.reload} />
          ))}
          <More list={list} />
        </>
      )}
    </Page>
  );
}

function Partner({ grant, reload }: { grant: Grant; reload: () => Promise<void> }) {
  const { clientId, clientName, partyId, partyName, scopes, toLet } = grant;
  const reads = scopes.filter((scope) => scope !== WRITES);
  const isWriting = scopes.includes(WRITES);
  const stop = useAction(async (which: Scope[] | null) => {
    if (which === null && !(await confirm(`不让${clientName}看了？`, '马上就看不到了。以后想再给，要您自己给', '收回')))
      return;
    await act(StopPartner, { clientId, partyId, ...(which && { scopes: which }) });
    say('收回了');
    await reload();
  });
  const give = useAction(async () => {
    if (!(await confirm(`让${clientName}写您的货？`, '它写的会给扫码的人看，注明是它说的。随时可以收回', '同意')))
      return;
    await act(LetPartner, { clientId, partyId, scopes: toLet });
    say('记下了');
    await reload();
  });
  return (
    <Section title={clientName}>
      <Cell label="看谁的">{partyName}</Cell>
      {reads.length > 0 && <Cell label="能看什么">{reads.map((scope) => ScopeWords[scope]).join('、')}</Cell>}
      {isWriting && <View className="gap-top">它还能写您的货去了哪、怎么存的。写的给扫码的人看，注明是它说的。</View>}
      {toLet.length > 0 && <View className="grey gap-top">它的合同里有“{ScopeWords[WRITES]}”，要您同意才行。</View>}
      <Refusal problem={stop.problem ?? give.problem} />
      <View className="buttons">
        {toLet.length > 0 && (
          <Button busy={give.busy} onTap={give.run}>
            同意它写
          </Button>
        )}
        {isWriting && (
          <Button busy={stop.busy} onTap={() => stop.run([WRITES])}>
            不让它写了
          </Button>
        )}
        <Button busy={stop.busy} onTap={() => stop.run(null)}>
          都收回
        </Button>
      </View>
    </Section>
  );
}
