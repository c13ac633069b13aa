import { View } from '@tarojs/components';
import { useState } from 'react';
import { CodRemittanceActWords, RemitCod, SayCodPaid, type CarrierMoneyQuery } from '@/api/carrier';
import { act } from '@/lib/client';
import { moment, yuan } from '@/lib/format';
import { useAction } from '@/lib/once';
import { say } from '@/lib/say';
import { Button } from '@/ui/Button';
import { DueBy } from '@/ui/DueBy';
import { Check } from '@/ui/forms';
import { Cell, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { Doubt } from './doubt';
import { SayToSeller } from './SayToSeller';

export type Remittance = CarrierMoneyQuery['codRemittances']['edges'][number]['node'];
interface Of {
  of: readonly Remittance[];
  reload: () => Promise<void>;
}

/** The first names the transfer. */
const inputOf = (chosen: readonly Remittance[]) => {
  const [first, ...more] = chosen.map(({ id }) => id);
  return { remittanceId: first ?? '', alsoIds: more };
};

/** Cash of one seller: what is ticked is one transfer, and its sum. */
export function ToPay({ of, reload }: Of) {
  const [left, setLeft] = useState<readonly string[]>([]);
  const chosen = of.filter(({ id }) => !left.includes(id));
  const sumFen = chosen.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const [soonest] = of.map(({ dueAt }) => dueAt).sort();
  return (
    <Section title={`${yuan(sumFen)}　给${of[0]?.seller?.name ?? '商家'}`}>
      {of.map(({ id, amountFen, collectedAt }) => (
        <Check
          key={id}
          on={!left.includes(id)}
          onChange={(on) => setLeft(on ? left.filter((one) => one !== id) : [...left, id])}
        >
          {yuan(amountFen)}，{moment(collectedAt)}收的
        </Check>
      ))}
      <Cell label="期限">
        <DueBy at={soonest} what="打款" />
      </Cell>
      {chosen.length > 0 && (
        <>
          <View className="small grey">
            勾上的可以一笔打过去：打到商家的商户号写上编号，或打到商家的银行卡，金额正好{yuan(sumFen)}。
          </View>
          <Look of={chosen} reload={reload} />
          <Say of={chosen} reload={reload} />
          {chosen.length === 1 && chosen[0] && <Doubt one={chosen[0]} reload={reload} />}
        </>
      )}
    </Section>
  );
}

/** Paid into the seller's account at the provider: its statement shows it. */
export function Look({ of, reload }: Of) {
  const remit = useAction(async () => {
    await act(RemitCod, inputOf(of), `remit ${of.map(({ id }) => id).join(' ')}`);
    say('商家收到了');
    await reload();
  });
  return (
    <>
      <Cell label="转账写上编号">{of[0]?.transferNumber}</Cell>
      <Refusal problem={remit.problem} />
      <View className="buttons">
        <Button kind="main" busy={remit.busy} onTap={remit.run}>
          打到商户号了，核对
        </Button>
      </View>
    </>
  );
}

/** Paid into the seller's own bank: the seller says whether it came. */
const Say = ({ of, reload }: Of) => (
  <SayToSeller
    draft={`cash ${of[0]?.id ?? ''}`}
    title={CodRemittanceActWords.SAY}
    field={{ name: 'receipt', label: '银行回单号', missing: '请写银行的回单号，商家按它去查', maxLength: 64 }}
    note="商家点了“钱到了”才算交清。商家到期没答复，财务去查。"
    done="记下了，等商家确认到账"
    send={(receipt) =>
      act(SayCodPaid, { ...inputOf(of), receipt }, `say ${of.map(({ id }) => id).join(' ')} ${receipt}`)
    }
    reload={reload}
  />
);
