import { Typography } from 'antd';
import { NONE } from '../lib/format.ts';

/** The end of what a machine numbered, to be copied whole. Apart from the marks: its letters are a large piece. */
export const Id = ({ value }: { value: string | null | undefined }) =>
  value ? (
    <Typography.Text code copyable={{ text: value, tooltips: ['复制', '已复制'] }}>
      {value.slice(-8)}
    </Typography.Text>
  ) : (
    <>{NONE}</>
  );
