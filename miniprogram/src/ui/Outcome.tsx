import { Tag } from './parts';

interface Props {
  passed: boolean | null;
  good?: string;
  bad?: string;
}
/** What a report came to; one that had no limit beside it neither passed nor failed. */
export const Outcome = ({ passed, good = '合格', bad = '不合格' }: Props) =>
  passed === null ? (
    <Tag tone="amber">没有限量可比</Tag>
  ) : (
    <Tag tone={passed ? 'good' : 'bad'}>{passed ? good : bad}</Tag>
  );
