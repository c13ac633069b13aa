import { View } from '@tarojs/components';
import { useState } from 'react';
import { LinkGrower, OfferPoolShare, PoolShareActWords, TraceUnitWords, type MyLotQuery } from '@/api/seller';
import { act } from '@/lib/client';
import { moment, yuan } from '@/lib/format';
import { go } from '@/lib/go';
import { SAID } from '@/lib/said';
import { useSave } from '@/lib/save';
import { ACCOUNT, accountOf, useScan } from '@/lib/scan';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Cell, Field, Opened, Section, Tag } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { NumberField } from '../../ui/NumberField';
import { PAGES } from '../../ui/pages';

type Lot = NonNullable<MyLotQuery['lot']>;
type Share = Lot['poolShares'][number];
interface Props {
  lot: Lot;
  reload: () => Promise<void>;
}
const nameOf = ({ grower }: Share): string => grower?.name ?? '这一户';
const TONES = { OFFERED: 'amber', AGREED: 'good', DECLINED: 'bad', LAPSED: 'bad' } as const;

/** Whose harvests became this lot, at which price, and who has agreed. */
export function PoolShares({ lot, reload }: Props) {
  const [open, setOpen] = useState<{ share: Share; form: 'offer' | 'link' } | null>(null);
  const done = async () => {
    setOpen(null);
    await reload();
  };
  return (
    <>
      <Section title="拼进来的">
        {lot.poolShares.map((share) => (
          <View key={share.id} className="line">
            <View className="grow">
              <View>
                {nameOf(share)} <Tag tone={TONES[share.state]}>{share.stateLabel}</Tag>
              </View>
              <View className="small grey">
                {share.plotName}的{share.crop}，{share.quantity}
                {TraceUnitWords[share.unit]}，{share.grade}，每{TraceUnitWords[share.unit]}
                {yuan(share.priceFen)}，全卖完{yuan(share.totalFen)}
                {share.state === 'OFFERED' ? `，请他${moment(share.answerDueAt)}前点头` : ''}
              </View>
              {share.isReachable && (
                <View className="small grey">用微信“{share.grower?.accountName ?? '名字暂时查不到'}”答复</View>
              )}
            </View>
            {share.grower && (share.state === 'OFFERED' || (share.state !== 'AGREED' && !share.isReachable)) && (
              <Button small onTap={() => setOpen({ share, form: 'link' })} label={`扫${nameOf(share)}的码`}>
                {share.isReachable ? '重扫他的码' : '扫他的码'}
              </Button>
            )}
            {share.availableActions.includes('OFFER') && (
              <Button
                small
                onTap={() => setOpen({ share, form: 'offer' })}
                label={`${PoolShareActWords.OFFER}：${nameOf(share)}`}
              >
                {PoolShareActWords.OFFER}
              </Button>
            )}
          </View>
        ))}
        <Cell label="付给种植户的钱" onTap={() => go(PAGES.poolPay, { lot: lot.id })} />
      </Section>
      {open?.form === 'offer' && <Offer key={open.share.id} share={open.share} done={done} />}
      {open?.form === 'link' && open.share.grower && (
        <Link key={open.share.id} share={open.share} growerId={open.share.grower.id} done={done} />
      )}
    </>
  );
}

function Offer({ share, done }: { share: Share; done: () => Promise<void> }) {
  const [price, setPrice] = useState((share.priceFen / 100).toFixed(2));
  const [grade, setGrade] = useState(share.grade);
  const wrong = { priceFen: !(Number(price) > 0) && '请填价钱', grade: !grade.trim() && '请写上几等' };
  const save = useSave(wrong, async () => {
    const priceFen = Math.round(Number(price) * 100);
    await act(
      OfferPoolShare,
      { shareId: share.id, priceFen, grade: grade.trim() },
      `offer ${share.id} ${priceFen} ${grade}`,
    );
    await done();
  });
  return (
    <Opened title={`${PoolShareActWords.OFFER}：${nameOf(share)}`}>
      <NumberField
        label={`每${TraceUnitWords[share.unit]}多少元`}
        value={price}
        onInput={setPrice}
        error={save.at('priceFen')}
        maxLength={7}
        money
      />
      <Field label="几等" value={grade} onInput={setGrade} error={save.at('grade')} maxLength={20} />
      <Refusal problem={save.problem} fields={save.fields} />
      <Acts>
        <Button kind="main" wide busy={save.busy} onTap={save.run}>
          发给他看
        </Button>
      </Acts>
    </Opened>
  );
}

/** They show their code themselves: nobody answers for another. */
function Link({ share, growerId, done }: { share: Share; growerId: string; done: () => Promise<void> }) {
  const [accountId, setAccountId] = useState('');
  const read = useScan(ACCOUNT, (text) => {
    const found = accountOf(text);
    if (!found) return SAID.notAPersonsCode;
    setAccountId(found);
  });
  const save = useSave({ accountId: !accountId && '请扫他的码' }, async () => {
    await act(LinkGrower, { growerId: growerId, accountId }, `link ${growerId} ${accountId}`);
    await done();
  });
  return (
    <Opened title={`${nameOf(share)}用哪个微信`}>
      <View className="grey">
        请他打开“我的”，点“给别人干活”，给您看他的码。一个微信只能是一户，给合作社干活的人不能替他点头。
      </View>
      <View className="row">
        <View className="grow">
          <Field
            label="他的码"
            value={accountId}
            onInput={(text) => setAccountId(accountOf(text) ?? text)}
            error={save.at('accountId')}
            maxLength={80}
          />
        </View>
        <Button busy={read.busy} onTap={read.run}>
          扫码
        </Button>
      </View>
      <Refusal problem={save.problem} fields={save.fields} />
      <Acts>
        <Button kind="main" wide busy={save.busy} onTap={save.run}>
          就是他
        </Button>
      </Acts>
    </Opened>
  );
}
