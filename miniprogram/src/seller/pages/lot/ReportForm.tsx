import { View } from '@tarojs/components';
import { InspectingPartyWords, RecordInspection, ReportForm as Question, type ReportFormQuery } from '@/api/seller';
import { act } from '@/lib/client';
import { chinaToday } from '@/lib/china-day';
import { useDraft } from '@/lib/drafts';
import { known } from '@/lib/known';
import { dropPhoto } from '@/lib/photos';
import { useQuery } from '@/lib/query';
import { newId } from '@/lib/request-id';
import { useSave } from '@/lib/save';
import { uploadPhoto } from '@/lib/uploads';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Choice, DateField, optionsOf, Select } from '@/ui/forms';
import { Field, Opened } from '@/ui/parts';
import { PhotoField } from '@/ui/Photos';
import { Refusal } from '@/ui/Refusal';

interface Props {
  lotId: string;
  done: () => Promise<void>;
  close: () => void;
}
type Lot = NonNullable<ReportFormQuery['lot']>;
interface Measured {
  name: string;
  unit: string;
  /** What the standard allows; empty where it is one of the seller's own lines. */
  hint: string;
  isAsked: boolean;
}
const NO_FIGURES: Readonly<Record<string, string>> = {};
const NO_LINES: readonly { name: string; value: string; unit: string }[] = [];
const FIELDS = ['laboratoryId', 'laboratory', 'reportNumber', 'sampleName', 'sampledOn', 'inspectedOn', 'fileId'];

/** One line for each thing that is limited, those that must be there first. */
const measuredOf = ({ limits }: Lot): Measured[] =>
  [...new Map((limits ?? []).map((limit) => [limit.name, limit])).values()]
    .map(({ name, unit, limit, isAsked }) => ({ name, unit: unit ?? '', hint: `${limit}${unit ?? ''}`, isAsked }))
    .sort((a, b) => Number(b.isAsked) - Number(a.isAsked));

/** A report by photo, with its number and figures: whether it passed, the platform works out. */
export function ReportForm(props: Props) {
  const { data } = useQuery(Question, { id: props.lotId });
  if (!data?.lot)
    return (
      <Opened title="加检验报告">
        <View className="grey">正在打开</View>
      </Opened>
    );
  return <Form {...props} lot={data.lot} laboratories={data.laboratories} />;
}

function useReport({ lotId, lot, done }: Props & { lot: Lot }) {
  const {
    value: form,
    set,
    clear,
  } = useDraft(`report ${lotId}`, {
    party: 'THIRD',
    laboratoryId: '',
    laboratory: '',
    reportNumber: '',
    sampleName: lot.markedName ?? '',
    sampledOn: lot.producedOn,
    inspectedOn: chinaToday(),
    figures: NO_FIGURES,
    extra: NO_LINES,
    photo: '',
    fileId: '',
    run: '',
  });
  const party = known(InspectingPartyWords, form.party, 'THIRD');
  const lines = measuredOf(lot);
  const items = [
    ...lines.flatMap(({ name, unit }) => {
      const value = form.figures[name]?.trim();
      return value ? [{ name, value, unit: unit || null }] : [];
    }),
    ...form.extra
      .filter(({ name, value }) => name.trim() && value.trim())
      .map(({ name, value, unit }) => ({ name: name.trim(), value: value.trim(), unit: unit.trim() || null })),
  ];
  const wrong = {
    photo: !form.photo && '请拍报告的照片',
    laboratoryId: party === 'THIRD' && !form.laboratoryId && '请选检测机构',
    laboratory: party !== 'THIRD' && !form.laboratory.trim() && '请填写谁检的',
    reportNumber: !form.reportNumber.trim() && '请填写报告编号',
    sampleName: !form.sampleName.trim() && '请填写样品名称',
    items: items.length === 0 && '至少填一项结果',
  };
  const save = useSave(wrong, async () => {
    const run = form.run || newId();
    const fileId = form.fileId || (await uploadPhoto('catalog', 'inspection-report', form.photo));
    set({ run, fileId });
    await act(
      RecordInspection,
      {
        lotId,
        party,
        ...(party === 'THIRD' ? { laboratoryId: form.laboratoryId } : { laboratory: form.laboratory.trim() }),
        resultType: party === 'FIRST' ? 'FACTORY_CERTIFICATE' : 'INSPECTION_REPORT',
        reportNumber: form.reportNumber.trim(),
        sampleName: form.sampleName.trim(),
        sampledOn: form.sampledOn,
        inspectedOn: form.inspectedOn,
        fileId,
        items,
      },
      `report ${run}`,
    );
    dropPhoto(form.photo);
    clear();
    await done();
  });
  return { form, set, party, lines, save };
}

function Form(props: Props & { lot: Lot; laboratories: ReportFormQuery['laboratories'] }) {
  const { form, set, party, lines, save } = useReport(props);
  const figure = (name: string, value: string): void => set({ figures: { ...form.figures, [name]: value } });
  const line = (index: number, change: object): void =>
    set({ extra: form.extra.map((one, i) => (i === index ? { ...one, ...change } : one)) });
  return (
    <Opened title="加检验报告">
      <Refusal problem={save.problem} fields={FIELDS} />
      <Choice
        label="谁检的"
        value={party}
        options={optionsOf(InspectingPartyWords)}
        onChange={(chosen) => set({ party: chosen })}
      />
      <PhotoField
        label="报告照片"
        photo={form.photo}
        onChange={(photo) => set({ photo, fileId: '' })}
        hint="编号、样品和数字都要看得清"
        error={save.at('photo') ?? save.at('fileId')}
      />
      {party === 'THIRD' ? (
        <Select
          label="检测机构"
          value={form.laboratoryId}
          options={props.laboratories.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(laboratoryId) => set({ laboratoryId })}
          error={save.at('laboratoryId')}
        />
      ) : (
        <Field
          label="检验单位"
          value={form.laboratory}
          onInput={(laboratory) => set({ laboratory })}
          error={save.at('laboratory')}
          maxLength={60}
        />
      )}
      <Field
        label="报告编号"
        value={form.reportNumber}
        onInput={(reportNumber) => set({ reportNumber })}
        error={save.at('reportNumber')}
        maxLength={80}
      />
      <Field
        label="样品名称"
        value={form.sampleName}
        onInput={(sampleName) => set({ sampleName })}
        error={save.at('sampleName')}
        maxLength={60}
      />
      <DateField
        label="哪天取的样"
        value={form.sampledOn}
        end={chinaToday()}
        onChange={(sampledOn) => set({ sampledOn })}
        error={save.at('sampledOn')}
      />
      <DateField
        label="报告日期"
        value={form.inspectedOn}
        end={chinaToday()}
        onChange={(inspectedOn) => set({ inspectedOn })}
        error={save.at('inspectedOn')}
      />
      <View className="grey">
        照着报告填数字，报告里没有的空着，没有检出填“未检出”。自己加的项目多半没有限量可比，光有这些算不上合格。
      </View>
      {lines.map(({ name, hint, isAsked }) => (
        <Field
          key={name}
          label={`${name}${isAsked ? '，一定要有' : ''}（标准${hint}）`}
          value={form.figures[name] ?? ''}
          onInput={(value) => figure(name, value)}
          maxLength={20}
        />
      ))}
      {form.extra.map((one, index) => (
        <View key={index}>
          <Field label="项目" value={one.name} onInput={(name) => line(index, { name })} maxLength={40} />
          <Field label="结果" value={one.value} onInput={(value) => line(index, { value })} maxLength={20} />
          <Field label="单位" value={one.unit} onInput={(unit) => line(index, { unit })} maxLength={20} />
        </View>
      ))}
      {save.at('items') && <View className="field-error small red">{save.at('items')}</View>}
      <View className="buttons">
        <Button small onTap={() => set({ extra: [...form.extra, { name: '', value: '', unit: '' }] })}>
          再加一项
        </Button>
      </View>
      <Acts>
        <Button onTap={props.close}>先不填</Button>
        <Button kind="main" busy={save.busy} onTap={save.run}>
          交给平台核验
        </Button>
      </Acts>
    </Opened>
  );
}
