import { LicensedModeWords, SetCarrierService } from '@/api/carrier';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { say } from '@/lib/say';
import { isIn } from '@/lib/known';
import { useSave } from '@/lib/save';
import { Check, Choices, optionsOf } from '@/ui/forms';
import { Field } from '@/ui/parts';
import { Form } from './form';
import type { Service } from './service';

const FIELDS = [
  { field: 'daysPerWeek', label: '一周干几天' },
  { field: 'hoursPerDay', label: '一天干几小时' },
  { field: 'responseMinutes', label: '商家问了，多少分钟内答复' },
  { field: 'takeOverHours', label: '派单后，多少小时内去取货' },
  { field: 'remitWorkingDays', label: '代收的钱，几个工作日交给商家' },
] as const;

export function ServiceForm({ carrier, reload }: { carrier: Service; reload: () => Promise<void> }) {
  const agreedModes: readonly string[] = carrier.licensedModes ?? [];
  const {
    value: form,
    set,
    clear,
  } = useDraft(
    `carrier-service ${carrier.partyId}`,
    {
      daysPerWeek: String(carrier.serviceDaysPerWeek ?? ''),
      hoursPerDay: String(carrier.serviceHoursPerDay ?? ''),
      responseMinutes: String(carrier.responseMinutes),
      takeOverHours: String(carrier.takeOverHours),
      remitWorkingDays: String(carrier.remitWorkingDays),
      licensedModes: agreedModes,
      collectsPayment: carrier.collectsPayment,
      stationOff: String((carrier.stationOffFen ?? 0) / 100),
    },
    { follows: true },
  );
  const licensedModes = form.licensedModes.filter((mode) => isIn(LicensedModeWords, mode));
  const save = useSave(
    {
      ...Object.fromEntries(
        FIELDS.map(({ field }) => [field, !/^\d{1,5}$/.test(form[field].trim()) && '请填写一个数']),
      ),
      stationOffFen: !/^\d{1,4}(\.\d{1,2})?$/.test(form.stationOff.trim()) && '请填写多少元',
    },
    async () => {
      const numbers = {
        daysPerWeek: Number(form.daysPerWeek),
        hoursPerDay: Number(form.hoursPerDay),
        responseMinutes: Number(form.responseMinutes),
        takeOverHours: Number(form.takeOverHours),
        remitWorkingDays: Number(form.remitWorkingDays),
      };
      await act(SetCarrierService, {
        carrierPartyId: carrier.partyId,
        ...numbers,
        licensedModes,
        collectsPayment: form.collectsPayment,
        stationOffFen: Math.round(Number(form.stationOff) * 100),
      });
      say('已保存');
      await reload();
      clear();
    },
    { SERVICE_TOO_SHORT: 'daysPerWeek' },
  );
  return (
    <Form title="答应商家的" save={save}>
      {FIELDS.map(({ field, label }) => (
        <Field
          key={field}
          label={label}
          type="number"
          value={form[field]}
          onInput={(text) => set({ [field]: text })}
          error={save.at(field)}
          maxLength={5}
        />
      ))}
      <Field
        label="送到村里服务站，比送到家便宜多少元"
        type="digit"
        value={form.stationOff}
        onInput={(stationOff) => set({ stationOff })}
        error={save.at('stationOffFen')}
        maxLength={7}
      />
      <Check on={form.collectsPayment} onChange={(collectsPayment) => set({ collectsPayment })}>
        货到付款：配送员出示收款码，买家扫码付给商家，不收现金
      </Check>
      <Choices
        label="有许可证才能送的（没有就都不选）"
        values={licensedModes}
        options={optionsOf(LicensedModeWords)}
        onChange={(modes) => set({ licensedModes: modes })}
        error={save.at('licensedModes')}
      />
    </Form>
  );
}
