import { LinkDevice } from '@/api/carrier';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { useSave } from '@/lib/save';
import { Select } from '@/ui/forms';
import { Field } from '@/ui/parts';
import { Form } from './form';
import { type FormProps } from './fleet';

/** A thermometer goes into one vehicle or one store; afterwards its readings are believed by its secret. */
export function NewDevice({ carrier, onClose, onDone }: FormProps) {
  const { value: form, set, clear } = useDraft(`device ${carrier.partyId}`, { place: '', deviceId: '', secret: '' });
  const places = [
    ...(carrier.vehicles ?? [])
      .filter(({ endedAt }) => !endedAt)
      .map(({ id, plate }) => ({ value: `vehicleId ${id}`, label: `车 ${plate}` })),
    ...(carrier.facilities ?? []).map(({ id, name }) => ({ value: `facilityId ${id}`, label: name })),
  ];
  const wrong = {
    place: !form.place && '请选择装在哪里',
    deviceId: !form.deviceId.trim() && '请填写设备编号',
    secret: !form.secret.trim() && '请填写设备密码',
  };
  const save = useSave(
    wrong,
    async () => {
      const [field, id] = form.place.split(' ') as [string, string];
      await act(
        LinkDevice,
        { [field]: id, deviceId: form.deviceId.trim(), secret: form.secret.trim() },
        `device ${form.place} ${form.deviceId}`,
      );
      clear();
      await onDone();
    },
    { DEVICE_TAKEN: 'deviceId', ONE_PLACE: 'place' },
  );
  return (
    <Form title="装一个温度计" save={save} onClose={onClose}>
      <Select
        label="装在哪里"
        value={form.place}
        options={places}
        onChange={(place) => set({ place })}
        error={save.at('place')}
      />
      <Field
        label="设备编号（印在设备上）"
        value={form.deviceId}
        onInput={(deviceId) => set({ deviceId })}
        error={save.at('deviceId')}
        maxLength={60}
      />
      <Field
        label="设备密码（厂家给的，16位以上）"
        value={form.secret}
        onInput={(secret) => set({ secret })}
        error={save.at('secret')}
        maxLength={200}
      />
    </Form>
  );
}
