import { SAID } from '@/lib/said';
import { View } from '@tarojs/components';
import { useState } from 'react';
import {
  ActFor,
  AskDelegation,
  ConfirmDelegation,
  Delegations,
  DelegationStateWords,
  EndDelegation,
  GrantDelegation,
  MyStanding,
  StaffRightWords,
  type DelegationsQuery,
  type StaffRight,
} from '@/api/seller';
import { act, askAs } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { lastDay } from '@/lib/format';
import { go, goAnew } from '@/lib/go';
import { useAction } from '@/lib/once';
import { stopWhere, wrongAt } from '@/lib/problem';
import { actAs } from '@/lib/holder';
import { useQuery } from '@/lib/query';
import { DELEGABLE, keptRights, rightName } from '@/lib/rights';
import { confirm, say } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Choices, DateField, optionsOf, Select } from '@/ui/forms';
import { Page } from '../../ui/Page';
import { Cell, Field, Notice, Section, Tag } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { daysFromToday } from '@/lib/china-day';
import { PAGES } from '../../ui/pages';
import { sellingParty } from '../../ui/parties';

const TO_HAND_OVER = optionsOf(StaffRightWords).filter(({ value }) => DELEGABLE.includes(value));
/** What is proposed; what was chosen before is kept with the form. */
const FIRST_RIGHTS: readonly StaffRight[] = ['PRODUCTS', 'ORDERS'];
const DAYS_STANDARD = 90;
const DAYS_MAX = 183;

/**
 * An owner lets a station's agent act for the party until a day; the agent asks here with a code that the owner reads
 * out.
 */
export default function StationPage() {
  const query = useQuery(Delegations, {});
  return (
    <Page right="owner" query={query}>
      {(data) => {
        const party = sellingParty(data.myParties);
        const isAgent = data.me?.roles?.includes('STATION_AGENT');
        const isOwner = data.me?.roles?.includes('SELLER_OWNER');
        return (
          <>
            <Notice tone="good">
              {isAgent && !isOwner
                ? '卖家不会用手机，您可以帮着上架、发货。他报了验证码才行，钱您碰不到，他随时能停。'
                : '不会用手机，可以请村里服务站的人帮着上架、发货。他只能做您选的事，碰不到钱，您随时能停。'}
            </Notice>
            {data.delegations
              .filter(({ errand }) => errand === null)
              .map((one) => (
                <OneDelegation key={one.id} one={one} me={data.me?.id ?? ''} reload={query.reload} />
              ))}
            {isAgent && (
              <>
                <Section>
                  <Cell label={SAID.forVillagers} onTap={() => go(PAGES.errand)} />
                </Section>
                <Ask reload={query.reload} />
              </>
            )}
            {party && isOwner && <Grant partyId={party.id} agents={data.stationAgents} reload={query.reload} />}
          </>
        );
      }}
    </Page>
  );
}

function OneDelegation({
  one,
  me,
  reload,
}: {
  one: DelegationsQuery['delegations'][number];
  me: string;
  reload: () => Promise<void>;
}) {
  const end = useAction(async () => {
    if (!(await confirm('不让他再帮忙？', '马上就停，随时可以再请'))) return;
    await act(EndDelegation, { delegationId: one.id });
    await reload();
  });
  const help = useAction(async () => {
    const { token } = await act(ActFor, { delegationId: one.id });
    // Their own name is for whoever acts for them to see, not for the agent's own account.
    const { myParties } = await askAs(MyStanding, {}, token);
    const party = myParties.find(({ id }) => id === one.partyId);
    const name = party?.name ?? one.delegator?.displayName ?? '卖家';
    actAs(token, { partyId: one.partyId, name, rights: one.rights, until: one.untilAt });
    goAnew(PAGES.today);
  });
  const mine = one.delegator?.id === me;
  return (
    <Section
      title={mine ? `${one.agent?.displayName ?? '服务站'}帮我` : `我帮${one.delegator?.displayName ?? '卖家'}`}
      extra={<Tag tone={one.state === 'ACTIVE' ? undefined : 'soil'}>{DelegationStateWords[one.state]}</Tag>}
    >
      <View>{one.rights.map(rightName).join('、')}</View>
      <View className="small grey">到{lastDay(one.untilAt)}</View>
      <Refusal problem={end.problem} />
      {one.availableActions.includes('END') && (
        <View className="buttons">
          <Button small kind="danger" busy={end.busy} onTap={end.run}>
            停止
          </Button>
          {one.availableActions.includes('ACT_FOR') && (
            <Button small kind="main" busy={help.busy} onTap={help.run}>
              替他办事
            </Button>
          )}
        </View>
      )}
    </Section>
  );
}

function Grant({
  partyId,
  agents,
  reload,
}: {
  partyId: string;
  agents: DelegationsQuery['stationAgents'];
  reload: () => Promise<void>;
}) {
  const {
    value: form,
    set,
    clear,
  } = useDraft(`delegation ${partyId}`, {
    agent: agents[0]?.accountId ?? '',
    rights: FIRST_RIGHTS,
    until: daysFromToday(DAYS_STANDARD),
  });
  const rights = keptRights(form.rights);
  const grant = useAction(async () => {
    if (!form.agent) throw wrongAt('agentAccountId', '请选择谁来帮');
    if (rights.length === 0) throw wrongAt('rights', '请选择帮什么');
    await act(
      GrantDelegation,
      { partyId, agentAccountId: form.agent, rights, until: form.until },
      `delegation ${partyId} ${form.agent} ${rights.join()} ${form.until}`,
    );
    clear();
    say('说好了，他可以帮您了');
    await reload();
  });
  return (
    <Section title="请人帮忙">
      <Select
        label="请谁"
        value={form.agent}
        options={agents.map((agent) => ({
          value: agent.accountId,
          label: `${agent.stationName} ${agent.displayName}`,
        }))}
        onChange={(agent) => set({ agent })}
        error={grant.problem?.at('agentAccountId')}
      />
      <Choices
        label="帮什么"
        values={rights}
        options={TO_HAND_OVER}
        onChange={(chosen) => set({ rights: chosen })}
        error={grant.problem?.at('rights')}
      />
      <DateField
        label="帮到哪天"
        value={form.until}
        start={daysFromToday(0)}
        end={daysFromToday(DAYS_MAX)}
        onChange={(until) => set({ until })}
        error={grant.problem?.at('until')}
      />
      <Refusal problem={grant.problem} fields={['agentAccountId', 'rights', 'until']} />
      <Acts>
        <Button kind="main" busy={grant.busy} onTap={grant.run}>
          请他帮忙
        </Button>
      </Acts>
    </Section>
  );
}

function Ask({ reload }: { reload: () => Promise<void> }) {
  const {
    value: form,
    set,
    clear,
  } = useDraft(
    'ask-delegation',
    {
      phone: '',
      rights: FIRST_RIGHTS,
      until: daysFromToday(DAYS_STANDARD),
      delegationId: '',
      code: '',
    },
    { never: ['phone', 'delegationId', 'code'] },
  );
  const [tried, setTried] = useState(false);
  const rights = keptRights(form.rights);
  const ask = useAction(async () => {
    setTried(true);
    stopWhere({ phone: !/^1\d{10}$/.test(form.phone) && SAID.phoneWrong });
    const { delegationId } = await act(
      AskDelegation,
      { phone: form.phone, rights, until: form.until },
      `ask ${form.phone} ${rights.join()} ${form.until}`,
    );
    set({ delegationId });
  });
  const confirmCode = useAction(async () => {
    await act(ConfirmDelegation, { delegationId: form.delegationId, code: form.code });
    clear();
    say('可以帮他了');
    await reload();
  });
  return (
    <Section title="帮来站里的人">
      <Field
        label="他的手机号"
        type="number"
        value={form.phone}
        onInput={(phone) => set({ phone, delegationId: '' })}
        error={(tried && !/^1\d{10}$/.test(form.phone) && SAID.phoneWrong) || ask.problem?.at('phone')}
        maxLength={11}
      />
      <Choices label="帮什么" values={rights} options={TO_HAND_OVER} onChange={(chosen) => set({ rights: chosen })} />
      <Refusal problem={ask.problem} fields={['phone']} />
      {form.delegationId ? (
        <>
          <Field
            label={SAID.codeTheyGot}
            type="number"
            value={form.code}
            onInput={(code) => set({ code })}
            error={confirmCode.problem?.at('code')}
            maxLength={6}
          />
          <Refusal problem={confirmCode.problem} fields={['code']} />
          <Acts>
            <Button kind="main" busy={confirmCode.busy} onTap={confirmCode.run}>
              确认
            </Button>
          </Acts>
        </>
      ) : (
        <Acts>
          <Button kind="main" busy={ask.busy} onTap={ask.run}>
            给他发短信
          </Button>
        </Acts>
      )}
    </Section>
  );
}
