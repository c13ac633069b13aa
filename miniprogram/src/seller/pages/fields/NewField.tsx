import { NewField as Document, PlotKindWords, RegisterPlot, SizeUnitWords, type PlotKind } from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { goInstead } from '@/lib/go';
import { useQuery } from '@/lib/query';
import { newId } from '@/lib/request-id';
import { useSave } from '@/lib/save';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Choice, optionsOf, Select } from '@/ui/forms';
import { Field, Opened } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { NumberField } from '../../ui/NumberField';
import { PAGES } from '../../ui/pages';
import { sellingParty } from '../../ui/parties';
import { TownshipField } from '../../ui/TownshipField';

const SELF = 'self';
const OTHER = 'other';
/** Land is measured, animals and hives are counted: as the platform takes it. */
const UNITS: Partial<Record<PlotKind, string>> = { HERD: SizeUnitWords.HEAD, APIARY: SizeUnitWords.HIVE };
const EMPTY: Record<'name' | 'divisionCode' | 'village' | 'size' | 'grower' | 'growerName' | 'run', string> & {
  kind: PlotKind;
} = {
  kind: 'FIELD',
  name: '',
  divisionCode: '',
  village: '',
  size: '',
  grower: SELF,
  growerName: '',
  run: '',
};

function useNewField() {
  const { data } = useQuery(Document, {});
  const { value: form, set, clear } = useDraft('plot', EMPTY);
  const party = data && sellingParty(data.myParties);
  const isNamed = form.grower === OTHER;
  const wrong = {
    name: !form.name.trim() && '给它起个名，您自己叫惯了的就行',
    divisionCode: !form.divisionCode && '请选乡镇',
    size: !(Number(form.size) > 0) && '请填有多大',
    newGrowerName: isNamed && !form.growerName.trim() && '请填他的名字',
  };
  const save = useSave(wrong, async () => {
    if (!party) return;
    const run = form.run || newId();
    set({ run });
    const plot = await act(
      RegisterPlot,
      {
        partyId: party.id,
        kind: form.kind,
        name: form.name.trim(),
        divisionCode: form.divisionCode,
        village: form.village.trim() || null,
        size: Number(form.size),
        growerId: isNamed || form.grower === SELF ? null : form.grower,
        newGrowerName: isNamed ? form.growerName.trim() : null,
      },
      `plot ${run}`,
    );
    clear();
    goInstead(PAGES.field, { id: plot.id });
  });
  const growers = [
    { value: SELF, label: `自己（${party?.name ?? ''}）` },
    ...(data?.memberGrowers ?? []).map(({ id, name }) => ({ value: id, label: name })),
    { value: OTHER, label: '加一个人' },
  ];
  return { form, set, growers, isNamed, save };
}

/** A field, a pond, a herd: what it is called, where it lies, how large it is, whose it is. */
export function NewField({ close }: { close: () => void }) {
  const { form, set, growers, isNamed, save } = useNewField();
  return (
    <Opened title="加一块地">
      <Refusal
        problem={save.problem}
        fields={['name', 'divisionCode', 'village', 'size', 'growerId', 'newGrowerName']}
      />
      <Choice label="是什么" value={form.kind} options={optionsOf(PlotKindWords)} onChange={(kind) => set({ kind })} />
      <Field
        label="叫什么"
        value={form.name}
        placeholder="比如 村东水田"
        onInput={(name) => set({ name })}
        error={save.at('name')}
        maxLength={40}
      />
      <NumberField
        label={`有多大（${UNITS[form.kind] ?? SizeUnitWords.MU}）`}
        value={form.size}
        onInput={(size) => set({ size })}
        error={save.at('size')}
        maxLength={8}
        money
      />
      <TownshipField
        inTownship
        value={form.divisionCode}
        onChange={(divisionCode) => set({ divisionCode })}
        error={save.at('divisionCode')}
      />
      <Field
        label="哪个村屯"
        value={form.village}
        onInput={(village) => set({ village })}
        error={save.at('village')}
        maxLength={40}
      />
      <Select
        label="谁种的、谁养的、谁采的"
        value={form.grower}
        options={growers}
        onChange={(grower) => set({ grower })}
        error={save.at('growerId')}
      />
      {isNamed && (
        <Field
          label="他的名字（买家只看到姓）"
          value={form.growerName}
          onInput={(growerName) => set({ growerName })}
          error={save.at('newGrowerName')}
          maxLength={20}
        />
      )}
      <Acts>
        <Button onTap={close}>先不加</Button>
        <Button kind="main" busy={save.busy} onTap={save.run}>
          保存
        </Button>
      </Acts>
    </Opened>
  );
}
