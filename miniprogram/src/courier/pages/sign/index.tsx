import { SAID } from '@/lib/said';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { CourierParcel, DoorSignerWords, SendSigningCode, SignAtDoor, type CourierParcelQuery } from '@/api/courier';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { moment } from '@/lib/format';
import { goInstead } from '@/lib/go';
import { known } from '@/lib/known';
import { useAction } from '@/lib/once';
import { photoAsText } from '@/lib/photos';
import { wrongAt } from '@/lib/problem';
import { useQuery } from '@/lib/query';
import { say } from '@/lib/say';
import { strokesAsPicture } from '@/lib/strokes';
import { TODAY } from '@/lib/today';
import { Button } from '@/ui/Button';
import { Check, Choice, optionsOf } from '@/ui/forms';
import { Page } from '@/ui/Page';
import { Bar, Cell, Field, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { usePad } from '@/ui/SignaturePad';
import { State } from '@/ui/State';
import { Heading } from '@/ui/Thing';
import { InkAndPhoto } from '../../ui/InkAndPhoto';
import { PAGES } from '../../ui/pages';

type Parcel = NonNullable<CourierParcelQuery['shipment']>;
/** Of whom the recipient has to have agreed by the code of their SMS. */
const NEEDS_CODE = ['NEIGHBOUR', 'KEEPER'];

/** Whoever takes the parcel signs on the courier's phone: for people without one of their own. */
export default function SignPage() {
  const { id = '' } = useRouter().params;
  const query = useQuery(CourierParcel, { id }, { keepAs: `parcel ${id}`, place: TODAY });
  return (
    <Page query={query} isEmpty={({ shipment }) => !shipment} empty={{ text: SAID.parcelMissing }}>
      {({ shipment }) =>
        shipment?.availableActions.includes('SIGN_AT_DOOR') ? (
          <Signing parcel={shipment} />
        ) : (
          <State text="现在不用签字" more={`这一件${shipment?.stateLabel}`}>
            <Button kind="main" onTap={() => goInstead(PAGES.parcel, { id })}>
              看这一件
            </Button>
          </State>
        )
      }
    </Page>
  );
}

const EMPTY = {
  signer: '',
  name: '',
  photo: '',
  code: '',
  agreedBy: '',
  agreedAt: '',
  units: '',
  celsius: '',
  knows: false,
};

function useSigning(parcel: Parcel) {
  const { id, recipient } = parcel;
  const draft = useDraft(`sign ${id}`, { ...EMPTY, units: String(parcel.units) }, { never: ['code'] });
  const { value: form, set, clear } = draft;
  const signer = known(DoorSignerWords, form.signer, 'RECIPIENT');
  const isOther = signer !== 'RECIPIENT';
  const name = form.name || (isOther ? '' : recipient.name);
  const { strokes, wipe, ...pad } = usePad(id, () => sign.clear());
  const done = () => {
    clear();
    goInstead(PAGES.parcel, { id });
  };
  const sign = useAction(
    async () => {
      if (!name.trim()) throw wrongAt('signerName', '写下谁在签字');
      if (isOther && !form.agreedAt) throw wrongAt('agreedBy', '先打电话问过收件人，他同意了再打勾');
      const signature = strokesAsPicture(strokes.current);
      if (!signature) throw wrongAt('signature', SAID.signInBox);
      if (!form.photo) throw wrongAt('photo', '拍一张货和门口的照片');
      await act(SignAtDoor, {
        shipmentId: id,
        signer,
        signerName: name.trim(),
        signature,
        photo: await photoAsText(form.photo),
        ...(form.code && { code: form.code }),
        ...(isOther && { agreedBy: form.agreedBy || recipient.name, agreedAt: form.agreedAt }),
        ...(form.knows && { despiteAlarm: true }),
        ...(canCount(parcel) && { units: Number(form.units) }),
        ...(canCount(parcel) && form.celsius && { temperatureCelsius: Number(form.celsius) }),
      });
      say('签收好了');
      done();
    },
    { onKept: done },
  );
  return { form, set, signer, isOther, name, pad, wipe, sign };
}
/** Who has not looked at the goods with the buyer yet counts them here. */
const canCount = ({ availableActions }: Parcel): boolean => !availableActions.includes('DELIVER');

function Signing({ parcel }: { parcel: Parcel }) {
  const { form, set, signer, isOther, name, pad, wipe, sign } = useSigning(parcel);
  const wrong = (field: string) => sign.problem?.at(field);
  const isWarm = parcel.alarms.some(({ kind, state }) => kind === 'EXCURSION' && state !== 'RESOLVED');
  return (
    <View className="with-bar">
      <Heading>{name || parcel.recipient.name}，您先看货</Heading>
      <Section>
        <View className="grey">看好了再签。坏了、少了、不对，就不签。</View>
        {parcel.items.map(({ title, specification, units }) => (
          <Cell key={title + specification} plain label={`${title} ${units} 件`}>
            {specification}
          </Cell>
        ))}
        {parcel.storage !== 'AMBIENT' && canCount(parcel) && (
          <Field
            label="货温（°C）"
            type="digit"
            value={form.celsius}
            onInput={(celsius) => set({ celsius })}
            error={wrong('temperatureCelsius')}
            maxLength={5}
          />
        )}
        {isWarm && (
          <Check on={form.knows} onChange={(knows) => set({ knows })}>
            {SAID.takesWarm}
          </Check>
        )}
      </Section>
      <Section title="谁收">
        <Choice
          label="收货的人"
          value={signer}
          options={optionsOf(DoorSignerWords)}
          onChange={(next) => set({ signer: next, name: '' })}
          error={wrong('signer')}
        />
        <Field
          label="名字"
          value={name}
          onInput={(next) => set({ name: next })}
          error={wrong('signerName')}
          maxLength={60}
        />
        {isOther && <Agreement parcel={parcel} form={form} set={set} error={wrong('agreedBy')} />}
        <Code parcel={parcel} form={form} set={set} isNeeded={NEEDS_CODE.includes(signer)} error={wrong('code')} />
      </Section>
      <Section>
        <View className="grey">签字就是说：看过配送员的工牌，开箱看过货，收下了。</View>
        <InkAndPhoto pad={pad} label="货和门口" photo={form.photo} onPhoto={(photo) => set({ photo })} wrong={wrong} />
        <Refusal
          problem={sign.problem}
          fields={['signer', 'signerName', 'signature', 'photo', 'code', 'agreedBy', 'temperatureCelsius']}
        />
      </Section>
      <Bar>
        <Button onTap={wipe}>重写</Button>
        <Button kind="main" busy={sign.busy} onTap={sign.run}>
          收下了
        </Button>
      </Bar>
    </View>
  );
}

type Form = ReturnType<typeof useSigning>['form'];
interface PartProps {
  parcel: Parcel;
  form: Form;
  set: (change: Partial<Form>) => void;
  error: string | null | undefined;
}
/** Somebody else takes it: who said yes to that, and when. */
const Agreement = ({ parcel, form, set, error }: PartProps) => (
  <>
    <Field
      label="谁同意的"
      value={form.agreedBy || parcel.recipient.name}
      onInput={(agreedBy) => set({ agreedBy })}
      error={error}
      maxLength={60}
    />
    <Check on={form.agreedAt !== ''} onChange={(on) => set({ agreedAt: on ? new Date().toISOString() : '' })}>
      {form.agreedAt ? `${moment(form.agreedAt)}打过电话，他同意了` : '刚打过电话，他同意了'}
    </Check>
  </>
);

/** The code goes to the recipient's number: who reads it out has seen who came, and agrees. */
function Code({ parcel, form, set, isNeeded, error }: PartProps & { isNeeded: boolean }) {
  const send = useAction(async () => {
    await act(SendSigningCode, { shipmentId: parcel.id });
    say('发到收件人手机上了');
  });
  if (!parcel.availableActions.includes('SEND_SIGNING_CODE')) return null;
  return (
    <>
      <Field
        label={isNeeded ? '收件人念的签收码' : '收件人念的签收码（没有就不填）'}
        type="number"
        value={form.code}
        onInput={(code) => set({ code })}
        error={error}
        maxLength={6}
      />
      <Refusal problem={send.problem} />
      <View className="buttons">
        <Button busy={send.busy} onTap={send.run}>
          发短信给收件人
        </Button>
      </View>
    </>
  );
}
