import { useEffect } from 'react';
import { HomeTownships } from '@/api/seller';
import { useQuery } from '@/lib/query';
import { Select } from '@/ui/forms';

interface Props {
  /** A township's code, or the county's where no township was chosen. */
  value: string;
  onChange: (code: string) => void;
  error?: string | null;
  /** The county itself cannot be chosen: a field lies in one township. */
  inTownship?: boolean;
}

/**
 * The townships of the platform's own county, as the operator declared them; kept on the phone, since villages are
 * often without a network.
 */
export function TownshipField({ value, onChange, error, inTownship }: Props) {
  const { data, problem } = useQuery(HomeTownships, {}, { keepAs: 'townships-of-home' });
  const county = data?.homeCounty;
  useEffect(() => {
    if (county && !value && !inTownship) onChange(county.code);
  }, [county, value, onChange, inTownship]);
  const options = county
    ? [
        ...(inTownship ? [] : [{ value: county.code, label: `${county.name}区及其他` }]),
        ...data.homeTownships.map(({ code, name }) => ({ value: code, label: name })),
      ]
    : [];
  return (
    <Select
      label="乡镇"
      value={value}
      options={options}
      onChange={onChange}
      error={error}
      placeholder={county ? '请选择' : problem ? `没有取到乡镇名单：${problem.message}` : '正在取乡镇名单…'}
    />
  );
}
