import { View } from '@tarojs/components';
import { useState } from 'react';
import { dropPhoto } from '@/lib/photos';
import { useDraft } from '@/lib/drafts';
import { between, yuan } from '@/lib/format';
import { useAction } from '@/lib/once';
import { stopWhere } from '@/lib/problem';
import { uploadPhotos } from '@/lib/uploads';
import { Button } from './Button';
import { DueBy } from './DueBy';
import { Fold } from './Fold';
import { Cell, Field, Notice, Section } from './parts';
import { Photos, PrivatePicture } from './Photos';
import { Refusal } from './Refusal';

const PHOTOS_MAX = 6;

interface Weighed {
  title: string;
  units: number;
  statedGrams: number;
  allowedGrams: number;
  weighedGrams: number;
  photoIds: readonly string[];
}
interface Share {
  id: string;
  name: string;
  permille: number;
  decidedPermille: number | null;
  answer: string | null;
  text: string | null;
  photoIds: readonly string[];
  amountFen: number | null;
}
/** As both businesses' questions bring it. */
export interface ClaimShown {
  id: string;
  orderNumber: string;
  happened: string;
  toSellerText: string | null;
  amountFen: number;
  stateLabel: string;
  answerDueAt: string;
  finding: string | null;
  fixed: string | null;
  availableActions: readonly string[];
  weighed: Weighed | null;
  held: readonly {
    partyId: string;
    name: string;
    fromAt: string;
    toAt: string;
    minutesOut: number;
    worstCelsius: number | null;
    isWatched: boolean;
  }[];
  shares: readonly Share[];
}
interface Words {
  /** What a party said, by its code. */
  answers: Readonly<Record<string, string>>;
  fixed: Readonly<Record<string, string>>;
  isWarm: boolean;
}
interface Acts {
  accept: () => Promise<void>;
  contest: (text: string, photoIds: readonly string[]) => Promise<void>;
}

const percent = (permille: number): string => `${permille / 10}%`;
/** What it came to, or would by what is proposed. */
const amountOf = (share: Share, { amountFen }: ClaimShown): string =>
  share.amountFen === null ? `约 ${yuan(Math.round((amountFen * bears(share)) / 1000))}` : yuan(share.amountFen);
const bears = ({ permille, decidedPermille }: Share): number => decidedPermille ?? permille;

/** Who bears what of refused or refunded goods, why, and what one can say to that. */
export function ClaimCards({ claim, words, acts }: { claim: ClaimShown; words: Words; acts: Acts }) {
  const can = (action: string): boolean => claim.availableActions.includes(action);
  const accept = useAction(acts.accept);
  return (
    <>
      <Section title={claim.stateLabel}>
        <View>
          订单 {claim.orderNumber} {claim.happened}，一共 {yuan(claim.amountFen)}
        </View>
        {claim.shares.map((share) => (
          <Cell key={share.id} label={`${share.name}承担`} plain>
            {bears(share) === 0 ? percent(0) : `${percent(bears(share))}，${amountOf(share, claim)}`}
          </Cell>
        ))}
        {claim.toSellerText && <Notice>{claim.toSellerText}</Notice>}
        {claim.fixed && <View className="small grey">{words.fixed[claim.fixed]}</View>}
        {can('ACCEPT') && <DueBy at={claim.answerDueAt} what="答复" />}
        {can('ACCEPT') && <Notice>到时候没答复，就按这个办</Notice>}
        <Refusal problem={accept.problem} />
        {can('ACCEPT') && (
          <View className="buttons">
            <Button kind="main" busy={accept.busy} onTap={accept.run}>
              认可，就这样办
            </Button>
          </View>
        )}
      </Section>
      {can('CONTEST') && <Contest id={claim.id} contest={acts.contest} />}
      {claim.weighed && <Scales weighed={claim.weighed} />}
      {claim.held.length > 0 && <Held held={claim.held} isWarm={words.isWarm} />}
      <Answers shares={claim.shares.filter(({ answer }) => answer !== null)} words={words.answers} />
      {claim.finding && (
        <Section title="平台怎么定的">
          <View className="break">{claim.finding}</View>
        </Section>
      )}
    </>
  );
}

/** What each party has said to it. */
const Answers = ({ shares, words }: { shares: readonly Share[]; words: Words['answers'] }) =>
  shares.length > 0 && (
    <Section title="各方怎么说">
      {shares.map(({ id, name, answer, text, photoIds }) => (
        <View key={id}>
          <Cell label={name} plain>
            {words[answer ?? ''] ?? ''}
          </Cell>
          {text && <View className="break">{text}</View>}
          {photoIds.length > 0 && (
            <View className="row wrap pad-y-2">
              {photoIds.map((photo, i) => (
                <PrivatePicture key={photo} id={photo} edge="trust" label={`${name}的第${i + 1}张照片`} />
              ))}
            </View>
          )}
        </View>
      ))}
    </Section>
  );

/** What the buyer weighed, and what of it the label may lack. */
const Scales = ({ weighed }: { weighed: Weighed }) => (
  <Section title="买家称的">
    <View>
      {weighed.title} {weighed.units}件
    </View>
    <Cell label="标的" plain>
      {weighed.statedGrams}克
    </Cell>
    <Cell label="称出来" plain>
      {weighed.weighedGrams}克
    </Cell>
    <View className="small grey">国家允许少{weighed.allowedGrams}克，这次超过了，缺的部分按售价退</View>
    <View className="row wrap pad-y-2">
      {weighed.photoIds.map((id, i) => (
        <PrivatePicture key={id} id={id} edge="orders" label={`买家称重的第${i + 1}张照片`} />
      ))}
    </View>
  </Section>
);

/** Who had the goods when, and how warm they were. */
const Held = ({ held, isWarm }: { held: ClaimShown['held']; isWarm: boolean }) => (
  <Section title="货在谁手里">
    {held.map(({ partyId, name, fromAt, toAt, minutesOut, worstCelsius, isWatched }) => (
      <View key={partyId + fromAt}>
        <Cell label={name} plain>
          {between(fromAt, toAt)}
        </Cell>
        {isWarm && (
          <View className="small grey">
            {minutesOut > 0 ? `超温${minutesOut}分钟，最差${worstCelsius ?? ''}°C` : '没有超温'}
            {isWatched ? '' : '，温度计有一段没上报'}
          </View>
        )}
      </View>
    ))}
  </Section>
);

/** What one does not agree with, with photos. */
function Contest({ id, contest }: { id: string; contest: Acts['contest'] }) {
  const draft = useDraft<{ text: string; photos: string[]; sent: Record<string, string> }>(`claim ${id}`, {
    text: '',
    photos: [],
    sent: {},
  });
  const [tried, setTried] = useState(false);
  const form = draft.value;
  const wrong = { text: form.text.trim().length < 2 && '请写明为什么' };
  const send = useAction(async () => {
    setTried(true);
    stopWhere(wrong);
    const photoIds = await uploadPhotos('trust', 'claim-photo', form, draft.set);
    await contest(form.text.trim(), photoIds);
    form.photos.forEach(dropPhoto);
    draft.clear();
  });
  return (
    <Section>
      <Fold title="不认可，要平台来定">
        <Field
          label="为什么"
          long
          value={form.text}
          onInput={(text) => draft.set({ text })}
          error={(tried && wrong.text) || send.problem?.at('text')}
          placeholder="交接时什么样、路上发生了什么"
          maxLength={2000}
        />
        <Photos
          label="拍下来更清楚"
          paths={form.photos}
          max={PHOTOS_MAX}
          onChange={(photos) => draft.set({ photos })}
          error={send.problem?.at('photoIds')}
        />
        <Refusal problem={send.problem} fields={['text', 'photoIds']} />
        <View className="buttons">
          <Button kind="main" busy={send.busy} onTap={send.run}>
            提出异议
          </Button>
        </View>
      </Fold>
    </Section>
  );
}
