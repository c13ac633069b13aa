import { RegisterVehicle, VehicleKindWords } from '@/api/carrier';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { known } from '@/lib/known';
import { useSave } from '@/lib/save';
import { Choice, DateField, optionsOf } from '@/ui/forms';
import { Field } from '@/ui/parts';
import { Form } from './form';
import type { FormProps } from './fleet';
import { RangeFields, rangeInput, rangeWrong } from './RangeFields';

export function NewVehicle({ carrier, onClose, onDone }: FormProps) {
  const {
    value: form,
    set,
    clear,
  } = useDraft(`vehicle ${carrier.partyId}`, {
    plate: '',
    kind: '',
    licenceNumber: '',
    validUntilOn: '',
    min: '',
    max: '',
  });
  const kind = known(VehicleKindWords, form.kind, 'REFRIGERATED_TRUCK');
  const wrong = {
    plate: !form.plate.trim() && '请填写车牌号',
    licenceNumber: !form.licenceNumber.trim() && '请填写道路运输证上的编号',
    validUntilOn: !form.validUntilOn && '请选择有效到哪天',
    ...rangeWrong(form),
  };
  const save = useSave(
    wrong,
    async () => {
      const { plate, licenceNumber, validUntilOn } = form;
      await act(
        RegisterVehicle,
        {
          carrierPartyId: carrier.partyId,
          plate: plate.trim().toUpperCase(),
          kind,
          licenceNumber: licenceNumber.trim(),
          validUntilOn,
          ...rangeInput(form),
        },
        `vehicle ${JSON.stringify(form)}`,
      );
      clear();
      await onDone();
    },
    { PLATE_TAKEN: 'plate', PAPERS_EXPIRED: 'validUntilOn', RANGE_NEEDED: 'temperatureCelsiusMin' },
  );
  return (
    <Form title="加一辆车" save={save} onClose={onClose}>
      <Choice
        label="什么车"
        value={kind}
        options={optionsOf(VehicleKindWords)}
        onChange={(next) => set({ kind: next })}
        error={save.at('kind')}
      />
      <Field
        label="车牌号"
        value={form.plate}
        onInput={(plate) => set({ plate })}
        error={save.at('plate')}
        placeholder="比如 黑A12345"
        maxLength={20}
      />
      <RangeFields range={form} set={set} at={save.at} />
      <Field
        label="道路运输证编号"
        value={form.licenceNumber}
        onInput={(licenceNumber) => set({ licenceNumber })}
        error={save.at('licenceNumber')}
        maxLength={60}
      />
      <DateField
        label="道路运输证有效到哪天"
        value={form.validUntilOn}
        onChange={(validUntilOn) => set({ validUntilOn })}
        error={save.at('validUntilOn')}
      />
    </Form>
  );
}
