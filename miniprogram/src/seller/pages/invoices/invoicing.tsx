import { View } from '@tarojs/components';
import { useState } from 'react';
import {
  AgreeToInvoicing,
  IssueRouteWords,
  StopInvoicing,
  type IssueRoute,
  type PartyKind,
  type SellerInvoicesQuery,
} from '@/api/seller';
import { act } from '@/lib/client';
import { fullDay } from '@/lib/format';
import { useAction } from '@/lib/once';
import { wrongAt } from '@/lib/problem';
import { SAID } from '@/lib/said';
import { confirm, say } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Check, Select } from '@/ui/forms';
import { Cell, Field, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

interface Own {
  id: string;
  kind: PartyKind;
}
type Said = Pick<SellerInvoicesQuery, 'invoiceMandate' | 'issueRoutes'>;
type Route = SellerInvoicesQuery['issueRoutes'][number];
const percent = (basisPoints: number): string => (basisPoints === 0 ? '免税' : `${basisPoints / 100}%`);

/** How this seller's invoices are issued, or the form by which the platform is let do it. */
export function Invoicing({ party, said, reload }: { party: Own; said: Said; reload: () => Promise<void> }) {
  const stop = useAction(async () => {
    if (!(await confirm('不用平台替我开', '没送出去的发票会回到您这里，由您自己开。', '不用了'))) return;
    await act(StopInvoicing, { partyId: party.id });
    await reload();
  });
  const { invoiceMandate: agreed, issueRoutes } = said;
  if (!agreed)
    return (
      <Agree party={party} routes={issueRoutes.filter(({ kinds }) => kinds.includes(party.kind))} reload={reload} />
    );
  return (
    <Section title="平台替您开">
      <View className="grey">买家要发票，平台用您的名义送税务平台，您不用动手。</View>
      <Cell label="怎么开">{IssueRouteWords[agreed.route]}</Cell>
      <Cell label="税率">{percent(agreed.rateBasisPoints)}</Cell>
      <Cell label="开票人">{agreed.name}</Cell>
      <Cell label="从哪天起">{fullDay(agreed.agreedAt)}</Cell>
      <Refusal problem={stop.problem} />
      <Button busy={stop.busy} onTap={stop.run}>
        不用平台替我开了
      </Button>
    </Section>
  );
}

/** Nothing of it is kept on the phone: a farmer's number is the number of an identity card. */
function Agree({ party, routes, reload }: { party: Own; routes: readonly Route[]; reload: () => Promise<void> }) {
  const [route, setRoute] = useState<IssueRoute | ''>(routes.length === 1 ? (routes[0]?.route ?? '') : '');
  const [rate, setRate] = useState('');
  const [name, setName] = useState('');
  const [taxNumber, setNumber] = useState('');
  const [isChecked, setChecked] = useState(false);
  const rates = routes.find((one) => one.route === route)?.ratesBasisPoints ?? [];
  const onlyRate = rates.length === 1 ? rates[0] : undefined;
  const isFarmer = party.kind === 'FARMER';
  const agree = useAction(async () => {
    if (!route) throw wrongAt('route', '请选怎么开');
    const rateBasisPoints = onlyRate ?? (rate === '' ? null : Number(rate));
    if (rateBasisPoints === null) throw wrongAt('rateBasisPoints', '请选税率');
    if (!name.trim()) throw wrongAt('name', '请填写');
    if (!taxNumber.trim()) throw wrongAt('taxNumber', '请填写');
    await act(AgreeToInvoicing, {
      partyId: party.id,
      route,
      rateBasisPoints,
      name: name.trim(),
      taxNumber,
      taxNumberChecked: isChecked,
    });
    say('以后平台替您开');
    await reload();
  });
  const at = (field: string) => agree.problem?.at(field) ?? null;
  return (
    <Section title="让平台替您开">
      <View className="grey">
        买家要发票是他的权利，开票的是您。填好这几样，以后买家一要，平台就用您的名义送税务平台。
      </View>
      <Select
        label="怎么开"
        value={route}
        options={routes.map((one) => ({ value: one.route, label: one.title }))}
        onChange={(chosen) => {
          setRoute(chosen);
          setRate('');
        }}
        error={at('route')}
      />
      {rates.length > 1 && (
        <Select
          label="税率"
          value={rate}
          options={rates.map((one) => ({ value: String(one), label: percent(one) }))}
          onChange={setRate}
          error={at('rateBasisPoints')}
        />
      )}
      <Field
        label={isFarmer ? '您的姓名' : '营业执照上的名称'}
        value={name}
        onInput={setName}
        error={at('name')}
        maxLength={100}
      />
      <Field
        label={isFarmer ? '身份证号' : SAID.creditCode}
        value={taxNumber}
        onInput={setNumber}
        error={at('taxNumber')}
        maxLength={20}
      />
      {at('taxNumber') && !isFarmer && (
        <Check on={isChecked} onChange={setChecked}>
          {SAID.numberChecked}
        </Check>
      )}
      <Refusal problem={agree.problem} fields={['route', 'rateBasisPoints', 'name', 'taxNumber']} />
      <Acts>
        <Button kind="main" wide busy={agree.busy} onTap={agree.run}>
          同意，替我开
        </Button>
      </Acts>
    </Section>
  );
}
